"""What is looked into, or asked about, before it passes. Pure."""

from core.linkline.states import Phase
from core.messages.states import Content, MessageKind

_ALWAYS = frozenset({MessageKind.DOCUMENT})
_BEFORE_PAYMENT = frozenset({MessageKind.PHOTO})
ASKED_ABOUT = frozenset(
    {MessageKind.LOCATION, MessageKind.LIVE, MessageKind.VENUE, MessageKind.CONTACT}
)
"""Where one is, and one's number, pass after a yes only."""


def is_looked_into(kind: MessageKind, phase: Phase) -> bool:
    """Tell whether its file may hold what its sender may not tell yet, or does not mean to tell."""
    return kind in _ALWAYS or (kind in _BEFORE_PAYMENT and phase is Phase.TALKING)


def is_new_file(before: Content, after: Content, phase: Phase) -> bool:
    """Tell whether a change brings a file that is to be looked into."""
    return after.file != before.file and is_looked_into(after.kind, phase)
