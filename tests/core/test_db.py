"""The one way to the database."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.db import connect
from core.wiring import Services

pytestmark = pytest.mark.fresh_db


async def test_an_error_of_the_database_does_not_repeat_what_a_person_wrote(
    services: Services,
) -> None:
    db = connect(services.db.url)
    by_zero = text("SELECT 1 / (length(CAST(:said AS text)) - 12)")
    with pytest.raises(DBAPIError) as raised:
        async with db.begin() as session:
            await session.execute(by_zero, {"said": "my own words"})
    await db.close()
    assert "my own words" not in str(raised.value)
