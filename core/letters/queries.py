"""Reading letters."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.letters.models import OutLetter
from core.letters.states import LetterState


async def dead_letters_out(
    session: AsyncSession, *, most: int | None = None
) -> Sequence[OutLetter]:
    """Read the letters that were given up, the newest first."""
    query = select(OutLetter).where(OutLetter.state == LetterState.DEAD)
    newest = query.order_by(OutLetter.ended_at.desc(), OutLetter.id.desc()).limit(most)
    return (await session.scalars(newest)).all()


async def dead_letter_out(session: AsyncSession, letter_id: int) -> OutLetter | None:
    query = select(OutLetter).where(OutLetter.id == letter_id, OutLetter.state == LetterState.DEAD)
    return await session.scalar(query)
