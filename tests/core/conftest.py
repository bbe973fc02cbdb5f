"""A cashier before the sandbox's Stripe, for all tests of money."""

from collections.abc import AsyncIterator

import aiohttp
import pytest

from core.db import Db
from tests.desk import Desk
from tests.sandboxes import running_sandbox


@pytest.fixture
async def desk(db: Db) -> AsyncIterator[Desk]:
    async with running_sandbox() as url, aiohttp.ClientSession(url) as plane:
        desk = Desk(db, url, plane)
        yield desk
        await desk.all_is_well()
        await desk.http.close_async()  # type: ignore[no-untyped-call]
