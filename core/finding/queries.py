"""Looking everywhere at once, a few rows of each kind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    SQLColumnExpression,
    func,
    literal,
    or_,
    select,
    text,
)
from sqlalchemy.ext.asyncio import AsyncSession

from core.chargebacks.models import Chargeback
from core.complaints.models import Complaint
from core.db import id_tail
from core.finding.states import FEWEST_SIGNS, MOST_OF_A_KIND, Found, Sort, Sought, sought
from core.glidepaths.models import GlidePath
from core.identity.models import IdentityCheck
from core.linkline.models import LinkLine, LinkReport
from core.offers.models import Offer
from core.parcels.models import DropParcel
from core.payments.models import Payment, Refund
from core.payouts.models import PayoutAccount
from core.peers.models import Peer
from core.quests.models import Quest
from core.tickets.models import Ticket
from core.tickets.queries import number_in

_PATIENCE = "3s"
_Value = SQLColumnExpression[Any]
_BY_TAIL = (Sort.PEER, Sort.QUEST, Sort.PARCEL, Sort.GLIDEPATH, Sort.OFFER, Sort.PAYMENT)
"""Those whose ids have an index by their end."""

_BY_ID: Sequence[tuple[Sort, _Value, _Value, _Value]] = (
    (Sort.PEER, Peer.id, Peer.id, Peer.state),
    (Sort.QUEST, Quest.id, Quest.id, Quest.state),
    (Sort.PARCEL, DropParcel.id, DropParcel.id, DropParcel.state),
    (Sort.GLIDEPATH, GlidePath.id, GlidePath.id, GlidePath.state),
    (Sort.OFFER, Offer.id, Offer.id, Offer.state),
    (Sort.PAYMENT, Payment.id, Payment.id, Payment.state),
    (Sort.COMPLAINT, Complaint.id, Complaint.quest_id, Complaint.state),
    (Sort.LINE, LinkLine.id, LinkLine.id, literal("line")),
    (Sort.REPORT, LinkReport.id, LinkReport.id, LinkReport.reason),
    (Sort.TICKET, Ticket.id, Ticket.id, Ticket.state),
)


async def find(session: AsyncSession, typed: str, *, sees_people: bool) -> list[Found]:
    """Find what is meant by what somebody typed; Peers by name only for who may see people."""
    what, number = sought(typed), number_in(typed)
    if len(what.words) < FEWEST_SIGNS and number is None:
        return []
    await session.execute(text("SET TRANSACTION READ ONLY"))
    await session.execute(text(f"SET LOCAL statement_timeout = '{_PATIENCE}'"))
    if what.is_stripes:
        return await _by_stripes_id(session, what.words)
    found: list[Found] = []
    if number is not None:
        found += await _by_number(session, number)
    if what.is_an_id:
        for sort, key, shown, state in _BY_ID:
            if what.whole is None and sort not in _BY_TAIL:
                continue
            query = select(shown, state).where(_is(key, what))
            found += await _read(session, sort, query)
    if sees_people and what.whole is None and len(what.words) >= FEWEST_SIGNS:
        found += await _by_name(session, what.words)
    return found


def _is(key: _Value, what: Sought) -> ColumnElement[bool]:
    if what.whole is not None:
        return key == what.whole
    return id_tail(key) == what.tail


async def _read(session: AsyncSession, sort: Sort, query: Select[Any]) -> list[Found]:
    rows = (await session.execute(query.limit(MOST_OF_A_KIND))).all()
    return [Found(sort, row[0], "", str(row[1])) for row in rows]


async def _by_number(session: AsyncSession, number: int) -> list[Found]:
    query: Select[Any, Any] = select(Ticket.id, Ticket.state).where(Ticket.number == number)
    found = await _read(session, Sort.TICKET, query)
    return [replace(one, name=f"#{number}") for one in found]


async def _by_name(session: AsyncSession, words: str) -> list[Found]:
    query = (
        select(Peer.id, Peer.name, Peer.state)
        .where(Peer.name.icontains(words, autoescape=True))
        .order_by(func.length(Peer.name), Peer.id.desc())
        .limit(MOST_OF_A_KIND)
    )
    rows = (await session.execute(query)).all()
    return [Found(Sort.PEER, row[0], row[1] or "", str(row[2])) for row in rows]


async def _by_stripes_id(session: AsyncSession, words: str) -> list[Found]:
    payment = select(Payment.id, Payment.state)
    own = (Payment.intent_id, Payment.charge_id, Payment.transfer_id, Payment.session_id)
    refunded = payment.join(Refund, Refund.payment_id == Payment.id)
    disputed = payment.join(Chargeback, Chargeback.payment_id == Payment.id)
    paid_out = select(PayoutAccount.peer_id, Peer.state).join(
        Peer, Peer.id == PayoutAccount.peer_id
    )
    checked = select(IdentityCheck.peer_id, Peer.state).join(Peer, Peer.id == IdentityCheck.peer_id)
    queries: tuple[tuple[Sort, Select[Any, Any]], ...] = (
        (Sort.PAYMENT, payment.where(or_(*(one == words for one in own)))),
        (Sort.PAYMENT, refunded.where(Refund.stripe_id == words)),
        (Sort.PAYMENT, disputed.where(Chargeback.stripe_id == words)),
        (Sort.PEER, paid_out.where(PayoutAccount.account_id == words)),
        (Sort.PEER, checked.where(IdentityCheck.session_id == words)),
    )
    found: list[Found] = []
    for sort, query in queries:
        found += await _read(session, sort, query)
    return found
