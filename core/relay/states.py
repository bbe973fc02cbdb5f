"""What is looked into, or asked about, before it passes. Pure."""

from dataclasses import replace

from core.linkline.states import Phase
from core.messages.states import Content, MessageKind

_ALWAYS = frozenset({MessageKind.DOCUMENT, MessageKind.AUDIO})
_BEFORE_PAYMENT = frozenset({MessageKind.PHOTO})
ASKED_ABOUT = frozenset(
    {MessageKind.LOCATION, MessageKind.LIVE, MessageKind.VENUE, MessageKind.CONTACT}
)
"""Where one is, and one's number, pass after a yes only."""


def is_looked_into(content: Content, phase: Phase) -> bool:
    """Tell whether its file may hold what its sender may not tell yet, or does not mean to tell."""
    if content.kept_id is not None:
        return False
    return content.kind in _ALWAYS or (content.kind in _BEFORE_PAYMENT and phase is Phase.TALKING)


def is_new_file(before: Content, after: Content, phase: Phase) -> bool:
    """Tell whether a change brings a file that is to be looked into."""
    return not _is_same_file(before, after) and is_looked_into(after, phase)


def over(before: Content, after: Content) -> Content:
    """Give what a change says, with the file as we know it as long as it is the same."""
    if not _is_same_file(before, after):
        return after
    if before.kept_id is None:
        return replace(after, file=before.file)
    return replace(before, text=after.text, marks=after.marks)


def _is_same_file(before: Content, after: Content) -> bool:
    """Tell by Telegram's own name of a file; the id by which it is fetched may change."""
    mine, other = (one.facts.get("unique") for one in (before, after))
    return before.file == after.file if mine is None or other is None else mine == other
