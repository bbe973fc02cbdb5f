"""What Peers ask of Support: answered in the inbox, found here, by facts and not by words."""

from typing import Any

from sqlalchemy import Select, select

from admin.shell.addresses import PAYMENT, QUEST, TICKET
from admin.tables.columns import a_code, a_moment, a_number, a_peer, an_id, made
from core.listings.queries import Column, Listing, Value, by_id
from core.listings.states import Kind
from core.tickets.models import SupportAgent, Ticket
from core.tickets.queries import number_in
from core.tickets.states import TicketCategory, TicketPriority, TicketState


def _by_number(words: str) -> Value | None:
    number = number_in(words)
    return None if number is None else Ticket.number == number


def _agent() -> Select[Any]:
    return select(SupportAgent.name).where(SupportAgent.id == Ticket.agent_id)


TICKETS = Listing(
    name="tickets",
    title="All tickets",
    source=Ticket.__table__,
    key=Ticket.id,
    newest="opened_at",
    columns=(
        Column(
            "number",
            "No.",
            Ticket.number,
            Kind.NUMBER,
            links_to=TICKET,
            link=Ticket.id,
            is_sorted=True,
        ),
        a_code("state", "State", Ticket.state, TicketState),
        a_code("category", "Category", Ticket.category, TicketCategory),
        a_code("priority", "Priority", Ticket.priority, TicketPriority),
        a_peer("peer", "Peer", Ticket.peer_id),
        an_id(Ticket.quest_id, QUEST, title="Quest", key="quest"),
        an_id(Ticket.payment_id, PAYMENT, title="Payment", key="payment", is_shown=False),
        Column("agent", "Who", _agent().scalar_subquery(), Kind.TEXT),
        a_number("said", "Messages", Ticket.said, is_shown=False),
        a_number("stars", "Stars", Ticket.stars, is_shown=False),
        a_moment("answer_by", "Answer by", Ticket.answer_by),
        a_moment("spoken_at", "Last word", Ticket.spoken_at, is_shown=False),
        made("opened_at", "Opened", Ticket.opened_at, by=Ticket.id),
        a_moment("solved_at", "Solved", Ticket.solved_at, is_shown=False),
        a_moment("closed_at", "Closed", Ticket.closed_at, is_shown=False),
    ),
    searched=(_by_number, by_id(Ticket.id, Ticket.peer_id, Ticket.quest_id)),
    hint="A number, or the id of a Peer or a quest",
)
