"""The months of the log, and what operators do. Pure."""

from datetime import UTC, datetime
from enum import StrEnum

MONTHS_AHEAD = 3
"""A worker may stand still for a season, and the first entry after it finds its month made."""

LONGEST_REASON = 500
_MONTHS = 12


class Act(StrEnum):
    """Everything an operator can do that is kept. The names are a contract: never reuse one."""

    OPERATOR_ADDED = "operator_added"
    OPERATOR_ENROLLED = "operator_enrolled"
    OPERATOR_SIGNED_IN = "operator_signed_in"
    OPERATOR_SIGNED_OUT = "operator_signed_out"
    OPERATOR_RECOVERED = "operator_recovered"
    OPERATOR_CODES_MADE = "operator_codes_made"
    OPERATOR_PASSWORD_CHOSEN = "operator_password_chosen"  # noqa: S105  (the name of an act)
    OPERATOR_LINKED = "operator_linked"
    OPERATOR_RESET = "operator_reset"
    OPERATOR_DISABLED = "operator_disabled"
    OPERATOR_LET_BACK = "operator_let_back"
    OPERATOR_ROLE_GIVEN = "operator_role_given"
    MANDATE_MADE = "operators_token_made"
    MANDATE_ENDED = "operators_token_ended"
    TABLE_EXPORTED = "table_exported"
    PEER_WARNED = "peer_warned"
    PEER_SUSPENDED = "peer_suspended"
    PEER_BANNED = "peer_banned"
    PEER_BARRED = "peer_barred"
    """The house does this by itself, when somebody returns whom an operator has banned."""
    PEER_LET_BACK = "peer_let_back"
    PEER_NOTED = "peer_noted"
    PARCEL_PASSED = "parcel_passed"
    PARCEL_REFUSED = "parcel_refused"
    BROADCAST_DRAFTED = "broadcast_drafted"
    BROADCAST_STARTED = "broadcast_started"
    BROADCAST_PAUSED = "broadcast_paused"
    BROADCAST_RESUMED = "broadcast_resumed"
    BROADCAST_CANCELLED = "broadcast_cancelled"
    CANNED_KEPT = "canned_kept"
    CANNED_DROPPED = "canned_dropped"
    HOLD_UNCOVERED = "hold_uncovered"
    LINE_LOOKED_INTO = "line_looked_into"
    LINE_UNMASKED = "line_unmasked_by_operator"
    QUEST_DECIDED = "quest_decided"
    QUEST_RELEASED = "quest_released"
    QUEST_CALLED_OFF = "quest_called_off"
    QUEST_EXTENDED = "quest_extended"
    QUEST_UNLOCKED = "quest_unlocked"
    PEER_SEEN_AS = "peer_seen_as"
    PEER_WRITTEN_TO = "peer_written_to"
    INTERVENTION_PROPOSED = "intervention_proposed"
    INTERVENTION_AGREED = "intervention_agreed"
    INTERVENTION_DECLINED = "intervention_declined"
    INTERVENTION_WITHDRAWN = "intervention_withdrawn"
    TICKET_ANSWERED = "ticket_answered_by_operator"
    TICKET_NOTED = "ticket_noted"
    TICKET_ASSIGNED = "ticket_assigned"
    TICKET_PRIORITISED = "ticket_prioritised"
    TICKET_TAGGED = "ticket_tagged"
    TICKET_MERGED = "ticket_merged_by_operator"
    TICKET_SOLVED = "ticket_solved_by_operator"
    TICKET_CLOSED = "ticket_closed_by_operator"


def month_of(at: datetime, *, later: int = 0) -> datetime:
    """Find the first moment of the month, UTC; `later` counts months on, or back if negative."""
    utc = at.astimezone(UTC)
    years, month = divmod(utc.month - 1 + later, _MONTHS)
    return datetime(utc.year + years, month + 1, 1, tzinfo=UTC)
