"""What a person does without writing: reacts, pins, unpins, lets what is written vanish."""

from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.reactions import EMOJI, VARIATION, as_wire, first_of_album
from sandbox.reactions import react as put_reaction
from sandbox.wire import Wire
from sandbox.world.things import Bot, Chat
from sandbox.writing import chat_as_wire, pin_message, set_pinned, write_service_message


def react(wish: Wish) -> Wire:
    """React with one of Telegram's emoji, or with a custom one by its id; null takes it back."""
    person, chat = wish.person(), wish.chat()
    message = first_of_album(wish.sandbox, chat, wish.message(chat))
    reaction = _reaction(wish)
    old = put_reaction(wish.sandbox, chat, message, person.id, reaction)
    if old == reaction:
        return {"ok": True}
    update = {
        "chat": chat_as_wire(wish.sandbox, chat),
        "message_id": message.id,
        "user": person.as_user(),
        "date": int(wish.sandbox.clock.now()),
        "old_reaction": as_wire(old),
        "new_reaction": as_wire(reaction),
    }
    for bot in wish.world.listeners(chat):
        if _hears_reactions(bot, chat):
            wish.sandbox.post_office.post(bot, "message_reaction", update, chat_key=chat.key)
    return {"ok": True}


def pin(wish: Wish) -> Wire:
    """Pin for both sides, as a person may in any private chat."""
    person, chat = wish.person(), wish.chat()
    if chat.is_private and chat.bot_id in person.blocked_bots:
        raise NotNow("this person has blocked the bot")
    pin_message(wish.sandbox, chat, person.as_user(), wish.message(chat), outgoing=True)
    return {"pinned": chat.pinned}


def unpin(wish: Wish) -> Wire:
    """Unpin; bots hear nothing of it."""
    chat = wish.chat()
    message_id = wish.need("message_id", int)
    if message_id not in chat.pinned:
        raise Missing(f"message {message_id} is not pinned")
    set_pinned(wish.sandbox, chat, [kept for kept in chat.pinned if kept != message_id])
    return {"pinned": chat.pinned}


def let_vanish(wish: Wish) -> Wire:
    """Let what is written from now on vanish by itself after so many seconds; 0 ends that."""
    person, chat = wish.person(), wish.chat()
    seconds = wish.need("seconds", int)
    if seconds < 0:
        raise NotUnderstood("time does not go back")
    chat.auto_delete_seconds = 0
    told = {"message_auto_delete_timer_changed": {"message_auto_delete_time": seconds}}
    write_service_message(wish.sandbox, chat, person.as_user(), told, outgoing=True)
    chat.auto_delete_seconds = seconds
    wish.world.save(chat)
    return {"auto_delete_seconds": seconds}


def _reaction(wish: Wish) -> str | None:
    if (custom := wish.body.get("custom_emoji_id")) is not None:
        return str(custom)
    emoji = wish.body.get("emoji")
    if not emoji:
        return None
    plain = emoji.replace(VARIATION, "")
    if plain not in EMOJI:
        raise Missing(f"there is no reaction {emoji}")
    return str(plain)


def _hears_reactions(bot: Bot, chat: Chat) -> bool:
    return bot.hears_private_reactions or not chat.is_private
