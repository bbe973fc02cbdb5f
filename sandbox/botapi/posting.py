"""The one door by which a bot's message enters a chat: reply, topic, keyboard, limits, writing."""

from sandbox.botapi.call import Call, charge, writable_chat
from sandbox.botapi.errors import BadRequest, NotActedOn
from sandbox.botapi.keyboards import check_reply_keyboard, inline_keyboard
from sandbox.botapi.wording import parsed
from sandbox.text.quotes import quoted
from sandbox.topics import Trouble, has_topics
from sandbox.wire import Wire
from sandbox.world.origins import seen_elsewhere
from sandbox.world.sight import seen_by_bot
from sandbox.world.things import Chat, Message
from sandbox.writing import as_replied, in_thread, publish, write_message

SPOKEN = frozenset({"voice", "video_note"})
NOT_ACTED_ON = (
    "business_connection_id",
    "direct_messages_topic_id",
    "suggested_post_parameters",
    "ephemeral_message_parameters",
    "allow_paid_broadcast",
)


def post(call: Call, content: Wire) -> Wire:
    """Post one message where the call says, and show it to the bot."""
    chat = writable_chat(call)
    frame = frame_of(call, chat)
    if not is_welcome(call, chat, content):
        raise BadRequest("VOICE_MESSAGES_FORBIDDEN")
    charge(call, chat)
    return seen_by_bot(call.bot, enter(call, chat, {**frame, **content}).wire)


def is_welcome(call: Call, chat: Chat, content: Wire) -> bool:
    """Tell whether the person takes such a message: some want to hear and see nobody."""
    person = call.sandbox.world.people.get(chat.person_id)
    return person is None or not person.forbids_voice or not SPOKEN & content.keys()


def frame_of(call: Call, chat: Chat) -> Wire:
    """Make what surrounds the content: topic, reply and inline keyboard."""
    params = call.params
    for name in NOT_ACTED_ON:
        if name in params:
            raise NotActedOn(f"the sandbox does not act on {name}")
    replied = _replied(call, chat)
    thread_id = params.get("message_thread_id")
    if replied is not None and not thread_id:
        # An answer goes where the message is that it answers.
        thread_id = replied.wire.get("message_thread_id")
        frame = in_thread(thread_id)
    else:
        frame = _topic_of(call, chat, thread_id)
    if replied is not None:
        frame.update(_reply(call, chat, replied, thread_id))
    markup = params.get("reply_markup")
    if markup:
        if keyboard := inline_keyboard(markup):
            frame["reply_markup"] = keyboard
        check_reply_keyboard(markup)
    if "message_effect_id" in params:
        frame["effect_id"] = params["message_effect_id"]
    return frame


def enter(call: Call, chat: Chat, content: Wire) -> Message:
    """Write the message; a reply keyboard among its parameters changes the person's phone."""
    message = write_message(
        call.sandbox,
        chat,
        call.bot.as_user(),
        content,
        outgoing=False,
        protected=bool(call.params.get("protect_content")),
    )
    markup = call.params.get("reply_markup")
    if markup and "inline_keyboard" not in markup:
        _change_phone_keyboard(call, chat, markup)
    return message


def _topic_of(call: Call, chat: Chat, thread_id: int | None) -> Wire:
    if not thread_id:
        return {}
    trouble = call.bot.topic_trouble if chat.is_private else ""
    is_lost = trouble == Trouble.NOT_FOUND or (
        trouble == Trouble.ALBUMS_NOT_FOUND and call.method == "sendMediaGroup"
    )
    topic = chat.topics.get(str(thread_id)) if has_topics(call.sandbox, chat) else None
    if topic is None and trouble == Trouble.IGNORED:
        return {}
    if topic is None or is_lost:
        raise BadRequest("message thread not found")
    if topic.get("closed"):
        raise BadRequest("TOPIC_CLOSED")
    return in_thread(thread_id)


def _replied(call: Call, chat: Chat) -> Message | None:
    """Find the message that this one answers, if it answers one."""
    reply = call.params.get("reply_parameters")
    if reply is None:
        return None
    elsewhere = reply.get("chat_id") not in {None, chat.person_id or chat.group_id}
    if elsewhere or "message_id" not in reply:
        raise NotActedOn("the sandbox replies within one chat only")
    replied = call.sandbox.world.message(chat, reply["message_id"])
    if replied is None and not reply.get("allow_sending_without_reply"):
        raise BadRequest("message to be replied not found")
    return replied


def _reply(call: Call, chat: Chat, replied: Message, thread_id: int | None) -> Wire:
    reply: Wire = call.params["reply_parameters"]
    if replied.wire.get("message_thread_id") == thread_id:
        framed: Wire = {"reply_to_message": as_replied(replied)}
    else:
        framed = {"external_reply": seen_elsewhere(call.sandbox.world, chat, replied)}
    if reply.get("quote"):
        framed["quote"] = _quote(call, reply, replied)
    return framed


def _quote(call: Call, reply: Wire, replied: Message) -> Wire:
    text, entities = parsed(call, reply, "quote", "quote_parse_mode", "quote_entities")
    position = reply.get("quote_position", 0)
    quote = quoted(replied.wire, text, position=position, entities=entities)
    if quote is None:
        raise BadRequest("QUOTE_TEXT_INVALID")
    return quote


def _change_phone_keyboard(call: Call, chat: Chat, markup: Wire) -> None:
    chat.reply_keyboard = markup if "keyboard" in markup else None
    chat.force_reply = markup if "force_reply" in markup and "keyboard" not in markup else None
    call.sandbox.world.save(chat)
    publish(
        call.sandbox,
        chat,
        "keyboard",
        {"reply_keyboard": chat.reply_keyboard, "force_reply": chat.force_reply},
    )
