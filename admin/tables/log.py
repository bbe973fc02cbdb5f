"""The log that only grows: what has happened, and what operators have done."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Text, case, cast, false, func, literal, select, true

from admin.shell.addresses import (
    BROADCAST,
    CANNED,
    FIND,
    LINE,
    OPERATOR,
    PARCEL,
    PEER,
    QUEST,
    TABLE,
    TICKET,
)
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
        Column("about", "About", AuditEntry.about, Kind.ID, links_to=FIND),
        Column("by", "By", AuditEntry.by_peer_id, Kind.ID, links_to=PEER),
        Column("facts", "Facts", cast(AuditEntry.facts, Text), Kind.TEXT),
        Column("event", "Event", AuditEntry.event_id, Kind.ID, is_shown=False),
    ),
    searched=(by_id(AuditEntry.about, AuditEntry.event_id, AuditEntry.by_peer_id),),
    hint="The id of what it happened to",
)

_ABOUT: Mapping[Act, str] = MappingProxyType(
    {
        **{one: OPERATOR for one in Act if one.startswith(("operator_", "operators_"))},
        **{one: QUEST for one in Act if one.startswith(("quest_", "intervention_"))},
        **{one: BROADCAST for one in Act if one.startswith("broadcast_")},
        **{one: TICKET for one in Act if one.startswith("ticket_")},
        **{one: PEER for one in Act if one.startswith("peer_")},
        Act.PEER_WRITTEN_TO: QUEST,
        Act.PARCEL_PASSED: PARCEL,
        Act.PARCEL_REFUSED: PARCEL,
        Act.HOLD_UNCOVERED: LINE,
        Act.LINE_UNMASKED: LINE,
        Act.CANNED_KEPT: CANNED,
        Act.CANNED_DROPPED: "/canned",
    }
)
"""Where that is shown to which something was done; else it is looked for."""

_EXPORTED = AuditEntry.facts["table"].astext


def _to() -> ColumnElement[Any]:
    """Give the address of what an act was done to."""
    places: list[tuple[ColumnElement[bool], ColumnElement[Any]]] = [
        (AuditEntry.name == act.value, func.concat(place.removesuffix("{}"), _gap(place)))
        for act, place in _ABOUT.items()
    ]
    exported = func.concat(TABLE.removesuffix("{}"), _EXPORTED)
    places.append((AuditEntry.name == Act.TABLE_EXPORTED.value, exported))
    return case(*places, else_=func.concat(FIND.removesuffix("{}"), cast(AuditEntry.about, Text)))


def _gap(place: str) -> ColumnElement[Any]:
    return cast(AuditEntry.about, Text) if place.endswith("{}") else literal("")


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
        Column("about", "To", AuditEntry.about, Kind.ID, links_to="{}", link=_to()),
        Column("why", "Why", AuditEntry.why, Kind.TEXT),
        Column("before", "Before", cast(AuditEntry.before, Text), Kind.TEXT),
        Column("after", "After", cast(AuditEntry.after, Text), Kind.TEXT),
        Column("by_token", "By token", _token.scalar_subquery(), Kind.TEXT),
        Column("facts", "Facts", cast(AuditEntry.facts, Text), Kind.TEXT, is_shown=False),
    ),
    searched=(by_id(AuditEntry.about, AuditEntry.by_operator_id, AuditEntry.by_mandate_id),),
    hint="The id of what it was done to, or of an operator",
)
