"""A person says something: the one door by which people's messages enter a chat."""

import re

from sandbox.people.blocking import let_bot_in
from sandbox.people.contents import contents_of, text_content
from sandbox.people.framing import forwarded, frame_of
from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.people.wish import Wish
from sandbox.topics import COLORS, open_topic
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_people
from sandbox.world.things import Chat, Person
from sandbox.writing import publish, write_message

TOPIC_NAME_LENGTH = 128
START_PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")


def send(wish: Wish) -> list[Wire]:
    person = wish.person()
    chat = _chat(wish, person)
    kind = wish.body.get("kind", "text")
    if kind == "start":
        contents = [_start(wish, person, chat)]
    elif kind == "forward":
        contents = [forwarded(wish)]
    else:
        contents = contents_of(wish, kind)
    frame = frame_of(wish, chat)
    if kind == "raw" and not wish.body.get("fields"):
        raise NotUnderstood("fields is missing or empty")
    return say(wish, person, chat, [{**frame, **content} for content in contents])


def say(wish: Wish, person: Person, chat: Chat, contents: list[Wire]) -> list[Wire]:
    """Send these as the person, if the bot is let in."""
    if chat.is_private and chat.bot_id in person.blocked_bots:
        raise NotNow("this person has blocked the bot; unblock it or send start")
    if not chat.started:
        raise NotNow("this person has not started the bot; send start first")
    messages = [
        write_message(wish.sandbox, chat, person.as_user(), content, outgoing=True)
        for content in contents
    ]
    # Who writes has read what stands above.
    chat.read_up_to[person.key] = messages[-1].id
    if chat.force_reply is not None:
        chat.force_reply = None
        body = {"reply_keyboard": chat.reply_keyboard, "force_reply": None}
        publish(wish.sandbox, chat, "keyboard", body)
    wish.world.save(chat)
    bot = wish.world.bots.get(chat.bot_id)
    return [seen_by_people(bot, chat, message) for message in messages]


def open_a_topic(wish: Wish) -> Wire:
    """Open a topic in a private chat, where the bot lets people do so."""
    person, chat = wish.person(), wish.chat()
    name = wish.need("name", str)
    if not 1 <= len(name) <= TOPIC_NAME_LENGTH:
        raise NotUnderstood("a topic's name has 1 to 128 characters")
    bot = wish.world.bots.get(chat.bot_id)
    if bot is None or not (bot.has_topics_enabled and bot.allows_users_to_create_topics):
        raise NotNow("this bot does not let people open topics")
    topic = {"name": name, "icon_color": COLORS[0]}
    return open_topic(wish.sandbox, chat, person.as_user(), topic, outgoing=True)


def _chat(wish: Wish, person: Person) -> Chat:
    if "chat_id" in wish.body or "chat_key" in wish.body:
        wanted = wish.body.get("chat_key", wish.body.get("chat_id"))
        chat = wish.world.chats.get(str(wanted))
        if chat is None or person.id not in wish.world.readers(chat):
            raise Missing(f"this person has no chat {wanted}")
        return chat
    return wish.world.private_chat(person, wish.bot())


def _start(wish: Wish, person: Person, chat: Chat) -> Wire:
    payload = wish.body.get("payload", "")
    if not isinstance(payload, str) or not START_PAYLOAD.fullmatch(payload):
        raise NotUnderstood("a deep link carries at most 64 of A-Z, a-z, 0-9, _ and -")
    if not chat.is_private:
        raise NotUnderstood("start is for private chats")
    chat.started = True
    let_bot_in(wish.sandbox, person, chat)
    return text_content(f"/start {payload}".strip(), "text")
