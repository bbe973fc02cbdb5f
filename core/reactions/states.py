"""Which reactions there are. Pure."""

from core.errors import Refused

EMOJI = frozenset(
    (
        *("❤", "👍", "👎", "🔥", "🥰", "👏", "😁", "🤔", "🤯", "😱", "🤬", "😢", "🎉", "🤩", "🤮"),
        *("💩", "🙏", "👌", "🕊", "🤡", "🥱", "🥴", "😍", "🐳", "❤\u200d🔥", "🌚", "🌭", "💯", "🤣"),
        *("⚡", "🍌", "🏆", "💔", "🤨", "😐", "🍓", "🍾", "💋", "🖕", "😈", "😴", "😭", "🤓", "👻"),
        *("👨\u200d💻", "👀", "🎃", "🙈", "😇", "😨", "🤝", "✍", "🤗", "🫡", "🎅", "🎄", "☃", "💅"),
        *("🤪", "🗿", "🆒", "💘", "🙉", "🦄", "😘", "💊", "🙊", "😎", "👾", "🤷\u200d♂", "🤷"),
        *("🤷\u200d♀", "😡"),
    )
)
"""What a bot may set below a message: Telegram's `ReactionTypeEmoji`. It refuses any other."""

_VARIATION = "\ufe0f"


class NotAReaction(Refused):
    """Only what Telegram lets a bot set below a message can be a reaction."""

    field = "emoji"


def reaction_in(text: str) -> str:
    """Read a reaction, however its sign is drawn; refuse `NotAReaction`."""
    emoji = text.replace(_VARIATION, "")
    if emoji not in EMOJI:
        raise NotAReaction
    return emoji
