"""What is asked of the driver itself is asked inside the session's transaction."""

from uuid import uuid4

from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.models import PlaceFile
from core.question import Question
from tests.conftest import NOON


async def test_values_go_by_name_and_what_is_not_asked_for_is_left_out(
    session: AsyncSession,
) -> None:
    question = Question(
        "SELECT :grams / 2 AS half, :word::text || :word AS twice", {"grams": "double precision"}
    )
    (row,) = await question.rows(session, {"word": "to", "grams": 3, "unused": object()})
    assert row["half"] == 1.5
    assert row["twice"] == "toto"


async def test_a_question_sees_what_the_transaction_has_written(session: AsyncSession) -> None:
    sha256 = uuid4().hex
    await session.execute(insert(PlaceFile).values(sha256=sha256, loaded_at=NOON))
    question = Question("SELECT loaded_at FROM place_file WHERE sha256 = :sha256", {})
    (row,) = await question.rows(session, {"sha256": sha256})
    assert row["loaded_at"] == NOON
