"""Where a message comes from, as a forward of it or an answer from elsewhere tells."""

from sandbox.wire import Wire
from sandbox.world.files import MARKS
from sandbox.world.things import Chat, Message
from sandbox.world.world import World

COPIED = frozenset(
    (
        *MARKS,
        *("text", "entities", "link_preview_options", "location", "venue", "contact", "dice"),
        *("poll", "caption", "caption_entities", "show_caption_above_media", "has_media_spoiler"),
    )
)
FORWARDED = COPIED | {
    *("paid_media", "rich_message", "checklist", "story", "game", "giveaway", "giveaway_winners"),
    "invoice",
}
"""What a forward takes along; a copy takes less."""
SHOWN_ELSEWHERE = frozenset(
    (
        *MARKS,
        *(
            "link_preview_options",
            "paid_media",
            "story",
            "has_media_spoiler",
            "checklist",
            "contact",
        ),
        *("dice", "game", "giveaway", "giveaway_winners", "invoice", "location", "poll", "venue"),
    )
)


def origin_of(world: World, message: Message) -> Wire:
    """Tell who said it first; a forward of a forward names the first author.

    Who does not want to be linked to is named, and no more.
    """
    told: Wire | None = message.wire.get("forward_origin")
    if told is not None:
        return told
    author: Wire = message.wire["from"]
    person = world.people.get(author["id"])
    if person is not None and person.hides_forwards:
        name = " ".join(filter(None, (person.first_name, person.last_name)))
        return {"type": "hidden_user", "date": message.wire["date"], "sender_user_name": name}
    return {"type": "user", "date": message.wire["date"], "sender_user": author}


def seen_elsewhere(world: World, chat: Chat, message: Message) -> Wire:
    """Show a message in an answer that stands in another chat or topic. Its text is not shown."""
    shown: Wire = {"origin": origin_of(world, message)}
    if not chat.is_private:
        shown.update(chat=world.groups[chat.group_id].as_chat(), message_id=message.id)
    return {**shown, **{n: item for n, item in message.wire.items() if n in SHOWN_ELSEWHERE}}
