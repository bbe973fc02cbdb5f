"""A cashier before the sandbox's Stripe, for all tests of money."""

from collections.abc import AsyncIterator

import pytest

from core.db import Db
from tests.desk import Desk, open_desk


@pytest.fixture
async def desk(db: Db) -> AsyncIterator[Desk]:
    async with open_desk(db) as desk:
        yield desk
        await desk.all_is_well()
