"""Reactions to messages: which there are, on which message one lands, how it looks on the wire.

A reaction is kept as its emoji, or as the id of a custom emoji, which is all digits.
"""

from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Chat, Message
from sandbox.writing import publish

VARIATION = "\ufe0f"
_WORDS = """
    ❤ 👍 👎 🔥 🥰 👏 😁 🤔 🤯 😱 🤬 😢 🎉 🤩 🤮 💩
    🙏 👌 🕊 🤡 🥱 🥴 😍 🐳 ❤\u200d🔥 🌚 🌭 💯 🤣 ⚡ 🍌 🏆
    💔 🤨 😐 🍓 🍾 💋 🖕 😈 😴 😭 🤓 👻 👨\u200d💻 👀 🎃 🙈
    😇 😨 🤝 ✍ 🤗 🫡 🎅 🎄 ☃ 💅 🤪 🗿 🆒 💘 🙉 🦄
    😘 💊 🙊 😎 👾 🤷\u200d♂ 🤷 🤷\u200d♀ 😡
"""
EMOJI = frozenset(_WORDS.split())
"""What Telegram describes for `ReactionTypeEmoji`, without variation selectors as it is there."""


def first_of_album(sandbox: Sandbox, chat: Chat, message: Message) -> Message:
    """Find where a reaction lands: an album has its reactions at its first message."""
    group_id = message.wire.get("media_group_id")
    if group_id is None:
        return message
    album = (
        other
        for other in sandbox.world.messages[chat.key].values()
        if other.wire.get("media_group_id") == group_id and not other.deleted
    )
    return min(album, key=lambda other: other.id)


def react(
    sandbox: Sandbox, chat: Chat, message: Message, user_id: int, reaction: str | None
) -> str | None:
    """Put one's only reaction in place of the one before, which is returned."""
    old = message.reactions.pop(str(user_id), None)
    if reaction:
        message.reactions[str(user_id)] = reaction
    sandbox.world.save(message)
    body = {"message_id": message.id, "by": user_id, "emoji": reaction}
    publish(sandbox, chat, "reaction", body)
    return old


def as_wire(reaction: str | None) -> list[Wire]:
    if not reaction:
        return []
    if reaction.isdigit():
        return [{"type": "custom_emoji", "custom_emoji_id": reaction}]
    return [{"type": "emoji", "emoji": reaction}]
