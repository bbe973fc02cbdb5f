"""The log that only grows: what has happened, and what operators have done."""

from sqlalchemy import Text, cast, false, select, true

from admin.shell.addresses import PEER
from admin.tables.columns import a_code, a_moment
from core.audit.models import AuditEntry
from core.audit.states import Act
from core.events.states import EventName
from core.listings.queries import Column, Listing, by_id
from core.listings.states import Kind
from core.mandates.models import Mandate
from core.operators.models import Operator

EVENTS = Listing(
    name="events",
    title="Events",
    source=AuditEntry.__table__,
    key=AuditEntry.event_id,
    newest="at",
    only=(AuditEntry.is_act.is_(false()),),
    columns=(
        a_moment("at", "When", AuditEntry.at, is_sorted=True),
        a_code("name", "What", AuditEntry.name, EventName),
        Column("about", "About", AuditEntry.about, Kind.ID, links_to="/find?q={}"),
        Column("by", "By", AuditEntry.by_peer_id, Kind.ID, links_to=PEER),
        Column("facts", "Facts", cast(AuditEntry.facts, Text), Kind.TEXT),
        Column("event", "Event", AuditEntry.event_id, Kind.ID, is_shown=False),
    ),
    searched=(by_id(AuditEntry.about, AuditEntry.event_id, AuditEntry.by_peer_id),),
    hint="The id of what it happened to",
)

_name = select(Operator.name).where(Operator.id == AuditEntry.by_operator_id)
_token = select(Mandate.name).where(Mandate.id == AuditEntry.by_mandate_id)

ACTS = Listing(
    name="audit",
    title="Audit",
    source=AuditEntry.__table__,
    key=AuditEntry.event_id,
    newest="at",
    only=(AuditEntry.is_act.is_(true()),),
    columns=(
        a_moment("at", "When", AuditEntry.at, is_sorted=True),
        Column("by", "Operator", _name.scalar_subquery(), Kind.TEXT),
        a_code("name", "Did", AuditEntry.name, Act),
        Column("about", "To", AuditEntry.about, Kind.ID, links_to="/find?q={}"),
        Column("why", "Why", AuditEntry.why, Kind.TEXT),
        Column("before", "Before", cast(AuditEntry.before, Text), Kind.TEXT),
        Column("after", "After", cast(AuditEntry.after, Text), Kind.TEXT),
        Column("by_token", "By token", _token.scalar_subquery(), Kind.TEXT),
        Column("facts", "Facts", cast(AuditEntry.facts, Text), Kind.TEXT, is_shown=False),
    ),
    searched=(by_id(AuditEntry.about, AuditEntry.by_operator_id, AuditEntry.by_mandate_id),),
    hint="The id of what it was done to, or of an operator",
)
