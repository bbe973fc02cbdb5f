"""Saying something on a line, whichever way a program has reached us."""

from uuid import UUID

from core.idempotency.states import Answer
from core.linkline.queries import line_for
from core.messages.queries import message_seen_on
from core.messages.states import Content, MessageKind
from core.relay.service import Heard, say
from webhooks.api.auth import Caller
from webhooks.api.chat_forms import MessageSaid, shown_message
from webhooks.api.once import answer_once
from webhooks.api.problems import PREFIX


async def say_once(
    caller: Caller, chat_id: UUID, said: MessageSaid, *, key: str | None
) -> tuple[Answer, bool]:
    """Say it once, however often it comes under this key; true when it was said before.

    What was sent by one way and comes again by the other is known.
    """
    at = caller.services.clock()
    path = f"{PREFIX}/chat/{chat_id}/message"
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            line = await line_for(session, peer, chat_id, lock=True)
            if said.reply_to is not None:
                await message_seen_on(session, line, line.side_of(peer), said.reply_to)
            message = await say(
                session,
                peer,
                chat_id,
                Content(MessageKind.TEXT, said.text),
                Heard(reply_to=said.reply_to),
                rules=caller.services.settings,
                at=at,
            )
            # Its number and the time of the last word are the database's.
            await session.refresh(line)
            shown = await shown_message(session, peer, line, message)
            return Answer(201, shown.model_dump_json(by_alias=True), f"{path}/{message.id}")

        return await answer_once(session, peer.id, ("POST", path), said, act, key=key, at=at)
