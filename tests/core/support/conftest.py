"""A helpdesk for each test of Support."""

import pytest

from core.db import Db
from tests.helpdesk import Helpdesk, a_helpdesk


@pytest.fixture
async def helpdesk(db: Db) -> Helpdesk:
    return await a_helpdesk(db)
