"""What a mandate looks like and what it may do. Pure."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from core.operators.states import Permission, Role, may

PREFIX = "mc_"
"""Lets people, logs and scanners of secrets tell one when they see one."""

LONGEST_NAME = 40
MOST_MANDATES = 20
LIVES_DAYS = (7, 30, 90, 365)
SHOWN_SIGNS = 8
_SECRET_BYTES = 32


class Scope(StrEnum):
    """What a mandate may be for. The names are a contract with programs."""

    TABLES_READ = "tables:read"
    TABLES_EXPORT = "tables:export"
    TALLIES_READ = "tallies:read"
    PEERS_READ = "peers:read"
    PEERS_SEE = "peers:see"
    PEERS_NOTE = "peers:note"
    PEERS_ACT = "peers:act"
    QUESTS_READ = "quests:read"
    QUESTS_ACT = "quests:act"
    MONEY_READ = "money:read"
    MONEY_ACT = "money:act"
    LINES_READ = "lines:read"
    TICKETS_READ = "tickets:read"
    TICKETS_ACT = "tickets:act"
    MODERATION_READ = "moderation:read"
    MODERATION_ACT = "moderation:act"
    BROADCASTS_READ = "broadcasts:read"
    BROADCASTS_ACT = "broadcasts:act"
    AUDIT_READ = "audit:read"
    OPERATORS_READ = "operators:read"
    OPERATORS_ACT = "operators:act"


ASKS_FOR: Final[Mapping[Scope, Permission]] = MappingProxyType(
    {
        Scope.TABLES_READ: Permission.LOOK,
        Scope.TABLES_EXPORT: Permission.EXPORT,
        Scope.TALLIES_READ: Permission.LOOK,
        Scope.PEERS_READ: Permission.SEE_PEOPLE,
        Scope.PEERS_SEE: Permission.HELP_PEERS,
        Scope.PEERS_NOTE: Permission.HELP_PEERS,
        Scope.PEERS_ACT: Permission.MODERATE,
        Scope.QUESTS_READ: Permission.LOOK,
        Scope.QUESTS_ACT: Permission.HELP_PEERS,
        Scope.MONEY_READ: Permission.MOVE_MONEY,
        Scope.MONEY_ACT: Permission.MOVE_MONEY,
        Scope.LINES_READ: Permission.SEE_PEOPLE,
        Scope.TICKETS_READ: Permission.HELP_PEERS,
        Scope.TICKETS_ACT: Permission.HELP_PEERS,
        Scope.MODERATION_READ: Permission.MODERATE,
        Scope.MODERATION_ACT: Permission.MODERATE,
        Scope.BROADCASTS_READ: Permission.RUN_HOUSE,
        Scope.BROADCASTS_ACT: Permission.RUN_HOUSE,
        Scope.AUDIT_READ: Permission.READ_AUDIT,
        Scope.OPERATORS_READ: Permission.RUN_HOUSE,
        Scope.OPERATORS_ACT: Permission.RUN_HOUSE,
    }
)
"""What of a role each scope lends; the pages ask for the same."""


class MandateRefused(Exception):
    """It cannot be made so. Worded for operators, in `admin/templates`."""


class MandateNameMissing(MandateRefused):
    """A mandate has a name of a few words, by which the audit log calls it."""


class ScopeMissing(MandateRefused):
    """A mandate is for something."""


class BeyondTheRole(MandateRefused):
    """Nobody lends what he may not do himself."""


class LivesTooLong(MandateRefused):
    """A mandate ends, and its days are among those that are offered."""


class TooManyMandates(MandateRefused):
    """An operator has 20 mandates at most; one that is not used any more can be ended."""


class MandateMissing(MandateRefused):
    """There is no such mandate, or it has ended, or it is another operator's."""


def lendable(role: Role) -> tuple[Scope, ...]:
    """Give the scopes that a role can lend."""
    return tuple(one for one in Scope if may(role, ASKS_FOR[one]))


def check_scopes(scopes: Iterable[str], *, role: Role) -> list[str]:
    """Give scopes as they are kept. Refuses `ScopeMissing`, `BeyondTheRole`."""
    wanted = set(scopes)
    if not wanted:
        raise ScopeMissing
    allowed = lendable(role)
    kept: list[str] = [one.value for one in allowed if one.value in wanted]
    if len(kept) != len(wanted):
        raise BeyondTheRole
    return kept


def check_days(days: int) -> timedelta:
    """Refuse `LivesTooLong`."""
    if days not in LIVES_DAYS:
        raise LivesTooLong
    return timedelta(days=days)


def new_secret() -> str:
    return PREFIX + secrets.token_urlsafe(_SECRET_BYTES)
