"""The lines of the navigation, in their order. A page adds one."""

from dataclasses import dataclass

from core.operators.states import Permission


@dataclass(frozen=True)
class Line:
    """`key` is pressed after `g` to go there. `icon` is drawn in `templates/icons.html`."""

    title: str
    path: str
    asks_for: Permission
    icon: str
    key: str = ""
    also: str = ""
    """Where the pages of its things are, as far as they are elsewhere."""


@dataclass(frozen=True)
class Group:
    title: str
    lines: tuple[Line, ...]


NAVIGATION = (
    Group("", (Line("Overview", "/", Permission.LOOK, "overview", "o"),)),
    Group(
        "People",
        (
            Line("Tickets", "/tickets", Permission.HELP_PEERS, "ticket", "i", also="/canned"),
            Line("Support", "/support", Permission.HELP_PEERS, "log", "w"),
            Line("Peers", "/tables/peers", Permission.LOOK, "people", "p", also="/peers"),
            Line("Moderation", "/moderation", Permission.MODERATE, "shield", "u", also="/lines"),
            Line("Reports", "/tables/reports", Permission.LOOK, "flag", "r"),
            Line("Complaints", "/tables/complaints", Permission.LOOK, "scales", "c"),
            Line("Ratings", "/tables/ratings", Permission.LOOK, "star", "s"),
        ),
    ),
    Group(
        "Market",
        (
            Line("GlidePaths", "/tables/glidepaths", Permission.LOOK, "plane", "t"),
            Line("DropParcels", "/tables/parcels", Permission.LOOK, "box", "d"),
            Line("Offers", "/tables/offers", Permission.LOOK, "hand", "f"),
            Line("CargoQuests", "/tables/quests", Permission.LOOK, "route", "q"),
        ),
    ),
    Group(
        "Money",
        (
            Line("Payments", "/tables/payments", Permission.LOOK, "card", "m"),
            Line("Approvals", "/approvals", Permission.MOVE_MONEY, "shield", "v"),
            Line("Ledger", "/tables/ledger", Permission.LOOK, "book", "l"),
        ),
    ),
    Group(
        "House",
        (
            Line("Broadcasts", "/broadcasts", Permission.RUN_HOUSE, "pulse", "b"),
            Line("Events", "/tables/events", Permission.LOOK, "pulse", "e"),
            Line("Audit", "/tables/audit", Permission.READ_AUDIT, "log", "a"),
            Line("Operators", "/operators", Permission.RUN_HOUSE, "key", "h"),
        ),
    ),
)
