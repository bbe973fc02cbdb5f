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


@dataclass(frozen=True)
class Group:
    title: str
    lines: tuple[Line, ...]


NAVIGATION = (
    Group("", (Line("Overview", "/", Permission.LOOK, "overview", "o"),)),
    Group(
        "House",
        (Line("Operators", "/operators", Permission.RUN_HOUSE, "key", "h"),),
    ),
)
