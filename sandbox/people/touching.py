"""What a person does to messages: press, delete, read. Edits and reactions have their own."""

from sandbox.people.contents import card_of, text_content
from sandbox.people.refusals import Missing, NotNow
from sandbox.people.speaking import say
from sandbox.people.wish import Wish
from sandbox.wire import Wire
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Chat, Message, Person, Press
from sandbox.writing import publish, remove_messages

MOST_WAIT_SECONDS = 60.0


async def press(wish: Wish) -> Wire:
    person, chat = wish.person(), wish.chat()
    message = wish.message(chat)
    if chat.is_private and chat.bot_id in person.blocked_bots:
        raise NotNow("this person has blocked the bot")
    if not message.wire["from"]["is_bot"]:
        raise NotNow("only a bot's message has buttons")
    data = _pressed_data(wish, person, message)
    if isinstance(data, dict):
        return {"callback_query_id": None, "answer": {"text": None, "show_alert": False, **data}}
    made = _press(wish, person, chat, message, data)
    if wait := min(float(wish.body.get("wait", 0)), MOST_WAIT_SECONDS):
        await _until_answered(wish, made, wait)
    return {"callback_query_id": made.id, "answer": made.answer}


async def press_reply_button(wish: Wish) -> list[Wire]:
    person, chat = wish.person(), wish.chat()
    wanted = wish.need("text", str)
    rows = (chat.reply_keyboard or {}).get("keyboard", [])
    button = next((b for row in rows for b in row if b["text"] == wanted), None)
    if button is None:
        raise Missing(f"the keyboard has no button {wanted}")
    if button.get("request_contact"):
        content: Wire = {"contact": card_of(person)}
    elif button.get("request_location"):
        place = {name: wish.body.get(name, 0.0) for name in ("latitude", "longitude")}
        content = {"location": place}
    else:
        content = text_content(wanted, "text")
    said = say(wish, person, chat, [content])
    if chat.reply_keyboard and chat.reply_keyboard.get("one_time_keyboard"):
        chat.reply_keyboard = None
        wish.world.save(chat)
        publish(wish.sandbox, chat, "keyboard", {"reply_keyboard": None, "force_reply": None})
    return said


def delete(wish: Wish) -> Wire:
    """Delete whatever is in the chat; bots hear nothing of it."""
    chat = wish.chat()
    ids = wish.need("message_ids", list)
    found = [message for i in ids if (message := wish.world.message(chat, i))]
    if not found:
        raise Missing("none of these messages is there")
    remove_messages(wish.sandbox, chat, found)
    return {"deleted": [message.id for message in found]}


def read(wish: Wish) -> Wire:
    person, chat = wish.person(), wish.chat()
    newest = max(wish.world.messages[chat.key], default=0)
    up_to = wish.body.get("up_to", newest)
    if up_to > chat.read_up_to.get(person.key, 0):
        chat.read_up_to[person.key] = up_to
        wish.world.save(chat)
        publish(wish.sandbox, chat, "read", {"up_to": up_to, "by": "person"})
    return {"up_to": chat.read_up_to.get(person.key, 0)}


def _without(wire: Wire, *names: str) -> Wire:
    return {name: item for name, item in wire.items() if name not in names}


def _pressed_data(wish: Wish, person: Person, message: Message) -> str | Wire:
    """Find the callback data, or what else happens: `{"url": …}`, `{"copy_text": …}`."""
    button = _button(wish, message)
    if button is None and wish.body.get("resend"):
        # A phone that reconnects sends its press again, though the button may be gone by now.
        button = _last_pressed(wish, person, message)
    if button is None and wish.body.get("forged"):
        button = {"callback_data": wish.need("data", str)}
    if button is None:
        raise NotNow("this message has no such button")
    if "callback_data" in button:
        found: str = button["callback_data"]
        return found
    return _without(button, "text", "style")


def _button(wish: Wish, message: Message) -> Wire | None:
    """Find a button by its data, or by its row and column."""
    rows = message.wire.get("reply_markup", {}).get("inline_keyboard", [])
    if "data" in wish.body:
        data = wish.need("data", str)
        return next((b for row in rows for b in row if b.get("callback_data") == data), None)
    y, x = wish.need("row", int), wish.need("column", int)
    return rows[y][x] if 0 <= y < len(rows) and 0 <= x < len(rows[y]) else None


def _last_pressed(wish: Wish, person: Person, message: Message) -> Wire | None:
    here = (person.id, message.chat_key, message.id)
    pressed = [
        press.data
        for press in wish.world.presses.values()
        if (press.person_id, press.chat_key, press.message_id) == here
        and press.data == wish.body.get("data", press.data)
    ]
    return {"callback_data": pressed[-1]} if pressed else None


def _press(wish: Wish, person: Person, chat: Chat, message: Message, data: str) -> Press:
    bot = wish.world.bots[message.wire["from"]["id"]]
    made = wish.world.add_press(
        Press(
            id=wish.world.next_press_id(),
            bot_id=bot.id,
            person_id=person.id,
            chat_key=chat.key,
            message_id=message.id,
            data=data,
            at=wish.sandbox.clock.now(),
        )
    )
    body = {
        "id": made.id,
        "from": person.as_user(),
        "message": seen_by_bot(bot, message.wire),
        "chat_instance": str(4_000_000_000 + abs(chat.person_id or chat.group_id)),
        "data": data,
    }
    wish.sandbox.post_office.post(bot, "callback_query", body, chat_key=chat.key)
    return made


async def _until_answered(wish: Wish, made: Press, wait: float) -> None:
    events = wish.sandbox.events
    seen = events.last_id
    deadline = wish.sandbox.clock.now() + wait
    while made.answer is None and (left := deadline - wish.sandbox.clock.now()) > 0:
        news = await events.wait(seen, made.person_id, timeout_seconds=left)
        seen = news[-1].id if news else seen
