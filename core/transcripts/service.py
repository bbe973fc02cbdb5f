"""Ending lines, laying away what was said on them, and dropping it; in the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import Date, and_, bindparam, delete, func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.enclosures.models import LinkFile
from core.events.service import publish
from core.events.states import Event, EventName
from core.leakguard.states import MASK
from core.linkline.models import LinkLine, LinkReport
from core.linkline.queries import sides_on
from core.linkline.service import end_line
from core.linkline.states import week_to_drop
from core.messages.models import LIVE, LinkMessage, LinkRevision
from core.messages.states import Content, MessageKind, MessageState
from core.offers.states import Side
from core.outbox.service import tell_operators
from core.peers.models import Peer
from core.rules import Rules
from core.transcripts.queries import line_or_quest, lines_at_end, transcript_for_person
from core.transcripts.states import Transcript

_MOST_LINES = 200
"""At a time: each is locked until all of them have ended."""

_WEEK = timedelta(days=7)

# Somebody who has blocked us for months has messages in the outbox that say what was said.
_FORGET = tuple(
    text(statement).bindparams(bindparam("day", type_=Date))
    for statement in (
        """
        DELETE FROM outbox_row USING link_copy, link_message
        WHERE outbox_row.id = link_copy.row_id AND link_copy.message_id = link_message.id
          AND link_message.purge_on <= :day
        """,
        """
        DELETE FROM link_copy USING link_message
        WHERE link_copy.message_id = link_message.id AND link_message.purge_on <= :day
        """,
        """
        DELETE FROM link_file USING link_message
        WHERE link_file.message_id = link_message.id AND link_file.line_id = link_message.line_id
          AND link_message.purge_on <= :day
        """,
    )
)


async def end_lines(session: AsyncSession, *, rules: Rules, at: datetime) -> int:
    """End lines on which nobody has anything to say any more; answer how many.

    What was said there moves to the week in which it is dropped.
    """
    since = at - timedelta(days=rules.line_days_after)
    lines = await lines_at_end(session, since=since, limit=_MOST_LINES)
    if not lines:
        return 0
    monday = week_to_drop(at, kept_days=rules.line_kept_days)
    await session.execute(select(func.make_link_week(monday)))
    for line in lines:
        await end_line(session, line, rules=rules, at=at)
    for table in (LinkMessage, LinkRevision):
        await session.execute(
            update(table)
            .where(table.line_id.in_([line.id for line in lines]), table.purge_on == LIVE)
            .values(purge_on=monday)
            .execution_options(synchronize_session=False)
        )
    return len(lines)


async def make_weeks_ahead(session: AsyncSession, *, rules: Rules, at: datetime) -> None:
    """Make the weeks to which this week's and the next one's lines move."""
    for begins in (at, at + _WEEK):
        monday = week_to_drop(begins, kept_days=rules.line_kept_days)
        await session.execute(select(func.make_link_week(monday)))


async def read_for_person(session: AsyncSession, found_by: UUID, *, at: datetime) -> Transcript:
    """Read what was said on a line, found by its id or its quest's; a person has looked by that.

    Refuses `LineMissing`.
    """
    line = await line_or_quest(session, found_by)
    await session.execute(
        update(LinkReport)
        .where(LinkReport.line_id == line.id, LinkReport.seen_at.is_(None))
        .values(seen_at=at)
        .execution_options(synchronize_session=False)
    )
    await publish(session, EventName.LINE_READ, line.id, at=at)
    return await transcript_for_person(session, line)


async def report_line(session: AsyncSession, event: Event, *, operators: str) -> None:
    """Tell the operators that one side of a line reports the other, by pseudonym."""
    line = await session.get_one(LinkLine, event.about)
    sides = await sides_on(session, line)
    by = Side(event.facts["by"])
    facts = {
        "id": str(line.id),
        "by": by.value,
        "mine": sides[by].alias,
        "alias": sides[by.other].alias,
        "reason": event.facts["reason"],
    }
    await tell_operators(session, operators, "operators-line", facts, at=event.at)


async def forget_said_by(session: AsyncSession, peer: Peer) -> None:
    """Empty what a Peer has never sent, and the numbers that he has shared.

    What he has sent stays under his pseudonym until its week is dropped: it is the other side's
    proof as well. The lines are locked, so that nothing of it is on its way.
    """
    is_his = or_(LinkLine.carrier_id == peer.id, LinkLine.requester_id == peer.id)
    lines = select(LinkLine.id).where(is_his).order_by(LinkLine.id)
    await session.execute(lines.with_for_update())
    own = select(LinkMessage.id).join(LinkLine, LinkLine.id == LinkMessage.line_id)
    own = own.where(
        or_(
            and_(LinkMessage.side == Side.CARRIER, LinkLine.carrier_id == peer.id),
            and_(LinkMessage.side == Side.REQUESTER, LinkLine.requester_id == peer.id),
        )
    )
    unsent = own.where(LinkMessage.state.not_in((MessageState.SENT, MessageState.UNSENT)))
    nothing = Content(MessageKind.TEXT).packed()
    number = Content(MessageKind.CONTACT, facts={"number": MASK}).packed()
    for statement in (
        delete(LinkRevision).where(LinkRevision.message_id.in_(own), LinkRevision.is_held),
        delete(LinkRevision).where(LinkRevision.message_id.in_(unsent)),
        delete(LinkFile).where(LinkFile.message_id.in_(unsent)),
        update(LinkMessage)
        .where(LinkMessage.id.in_(own), LinkMessage.kind == MessageKind.CONTACT)
        .values(content=number),
        update(LinkMessage).where(LinkMessage.id.in_(own)).values(written=None),
        update(LinkMessage)
        .where(LinkMessage.id.in_(unsent))
        .values(
            kind=MessageKind.TEXT,
            content=nothing,
            quote=None,
            state=MessageState.DROPPED,
            held_for=None,
            look_at=None,
        ),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))


async def drop_weeks(session: AsyncSession, *, at: datetime) -> int:
    """Drop what was kept long enough, and the files that went with it; answer how many tables."""
    for statement in _FORGET:
        await session.execute(statement, {"day": at.date()})
    return await session.scalar(select(func.drop_link_weeks_before(at.date()))) or 0
