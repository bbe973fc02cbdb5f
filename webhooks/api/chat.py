"""`/chat`: the lines on which a Peer talks, and what is said there."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from core.clearance.service import let_go, let_pass
from core.copies.service import take_away
from core.corrections.service import change
from core.linkline.models import LinkLine
from core.linkline.queries import line_for, lines_of
from core.linkline.service import line_of_offer, line_of_quest
from core.messages.models import LinkMessage
from core.messages.queries import message_on, message_seen_on, messages_after
from core.messages.states import reworded
from core.peers.models import Peer
from core.presence.service import pause
from core.reactions.service import react
from core.relay.service import take_back
from webhooks.api import described, described_chat
from webhooks.api.auth import Poster, Reader
from webhooks.api.chat_forms import (
    Change,
    ChatPage,
    ChatShown,
    MessageChange,
    MessagePage,
    MessageSaid,
    MessageShown,
    OfferChatSaid,
    PauseSaid,
    QuestChatSaid,
    ReactionSaid,
    shown_line,
    shown_message,
    shown_messages,
)
from webhooks.api.once import Key, answered
from webhooks.api.paging import Cursor, CursorText, Limit, link_next, page_of, read_cursor
from webhooks.api.saying import say_once

chat_router = APIRouter(prefix="/chat", tags=["LinkLine"])

_LINES = b"l"
_Opened = Annotated[OfferChatSaid | QuestChatSaid, Body(examples=[described_chat.CHAT_SAID])]
_Said = Annotated[MessageSaid, Body(examples=[described_chat.MESSAGE_SAID])]
_Changed = Annotated[MessageChange, Body(examples=[described_chat.MESSAGE_CHANGE])]
_Paused = Annotated[PauseSaid, Body(examples=[described_chat.PAUSE_SAID])]
_Reacted = Annotated[ReactionSaid, Body(examples=[described_chat.REACTION_SAID])]
_After = Annotated[Change, Query(description="the last change that is known")]


@chat_router.get(
    "", responses=described.answers(described_chat.LISTING, example=described_chat.CHAT_PAGE)
)
async def list_lines(
    request: Request,
    response: Response,
    caller: Reader,
    cursor: CursorText = None,
    limit: Limit = 20,
) -> ChatPage:
    """List one's own lines that have not ended, the last spoken on first."""
    last = read_cursor(cursor, _LINES)
    after = None if last is None else (last.at, last.id)
    rules, at = caller.services.settings, caller.services.clock()

    def cursor_at(line: LinkLine) -> Cursor:
        return Cursor(_LINES, line.spoken_at, line.id)

    async with caller.begin() as (session, peer):
        rows = await lines_of(session, peer, after=after, limit=limit + 1)
        page, address = page_of(rows, limit, cursor_at, request, response)
        items = [await shown_line(session, peer, line, rules=rules, at=at) for line in page]
        return ChatPage(items=items, next=address)


@chat_router.post(
    "", responses=described.answers(described_chat.OPENING, example=described_chat.CHAT_SHOWN)
)
async def open_line(said: _Opened, caller: Poster) -> ChatShown:
    """Open the line of an offer or a quest of one's own. It is the same one, however often asked.

    The other side hears of it when something is said there.
    """
    rules, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):
        if isinstance(said, OfferChatSaid):
            line = await line_of_offer(session, peer, said.offer, rules=rules, at=at)
        else:
            line = await line_of_quest(session, peer, said.quest, rules=rules, at=at)
        return await shown_line(session, peer, line, rules=rules, at=at)


@chat_router.get(
    "/{chat_id}",
    responses=described.answers(described_chat.ONE_LINE, example=described_chat.CHAT_SHOWN),
)
async def show_line(chat_id: UUID, caller: Reader) -> ChatShown:
    """Show a line that one is a side of, also one that has ended."""
    rules, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):
        line = await line_for(session, peer, chat_id)
        return await shown_line(session, peer, line, rules=rules, at=at)


@chat_router.put(
    "/{chat_id}/pause",
    responses=described.answers(described_chat.PAUSING, example=described_chat.CHAT_SHOWN),
)
async def pause_line(chat_id: UUID, said: _Paused, caller: Poster) -> ChatShown:
    """Let the other side know that one answers later, or is back; saying something ends a pause."""
    rules, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):
        is_paused = said.is_paused
        line = await pause(session, peer, chat_id, is_paused=is_paused, rules=rules, at=at)
        return await shown_line(session, peer, line, rules=rules, at=at)


@chat_router.get(
    "/{chat_id}/message",
    responses=described.answers(described_chat.ONE_LINE, example=described_chat.MESSAGE_PAGE),
)
async def list_messages(
    *,
    request: Request,
    response: Response,
    chat_id: UUID,
    caller: Reader,
    after: _After = 0,
    limit: Limit = 50,
) -> MessagePage:
    """List the messages that have changed since, the oldest change first.

    What changes has a new number, and comes again with it: said, changed, taken back, arrived,
    reacted to. Each message comes as it is now, so from 0 on one reads the whole line. Of files
    their kind and caption are shown, and not the file.
    """
    async with caller.begin() as (session, peer):
        line = await line_for(session, peer, chat_id)
        side = line.side_of(peer)
        rows = await messages_after(session, line, side, change=after, limit=limit + 1)
        items = await shown_messages(session, line, side, rows[:limit])
    upto = items[-1].change if items else after
    if len(rows) <= limit:
        return MessagePage(items=items, change=upto, next=None)
    return MessagePage(items=items, change=upto, next=link_next(request, response, after=upto))


@chat_router.post(
    "/{chat_id}/message",
    status_code=201,
    response_model=MessageShown,
    responses=described.answers(
        described_chat.SAYING, example=described_chat.HELD_SHOWN, success=201
    ),
)
async def say_one(*, chat_id: UUID, said: _Said, caller: Poster, key: Key = None) -> Response:
    """Say something to the other side.

    While nothing is paid, what tells how to reach somebody elsewhere is `held`, as the example
    shows: nobody else sees it until its writer sends it with •••, changes it, or lets it go.
    """
    answer, is_repeated = await say_once(caller, chat_id, said, key=key)
    return answered(answer, is_repeated=is_repeated)


@chat_router.get(
    "/{chat_id}/message/{message_id}",
    responses=described.answers(described_chat.ONE_MESSAGE, example=described_chat.HELD_SHOWN),
)
async def show_one(chat_id: UUID, message_id: UUID, caller: Reader) -> MessageShown:
    """Show a message that one has said or was sent."""
    async with caller.begin() as (session, peer):
        line = await line_for(session, peer, chat_id)
        message = await message_seen_on(session, line, line.side_of(peer), message_id)
        return await shown_message(session, peer, line, message)


@chat_router.patch(
    "/{chat_id}/message/{message_id}",
    responses=described.answers(described_chat.CHANGING, example=described_chat.MESSAGE_SHOWN),
)
async def change_one(
    chat_id: UUID, message_id: UUID, said: _Changed, caller: Poster
) -> MessageShown:
    """Let one's own message say something else; on a phone it changes in its place.

    A change that would tell a contact too early is `held`, and the message stays as it was. One
    that was held goes when its contact is gone. What was taken back stays so.
    """
    rules, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):
        line, message = await _own(session, peer, chat_id, message_id)
        content = reworded(message.shown, said.text)
        message = await change(session, peer, message_id, content, rules=rules, at=at)
        return await shown_message(session, peer, line, message)


@chat_router.delete(
    "/{chat_id}/message/{message_id}",
    status_code=204,
    responses=described.answers(described_chat.TAKING_BACK),
)
async def take_one_back(chat_id: UUID, message_id: UUID, caller: Poster) -> None:
    """Take one's own message back, from all phones: for 48 hours after it was said.

    Its place stays, without what it said. It is kept for disputes, as everything is.
    """
    at = caller.services.clock()
    async with caller.begin() as (session, peer):
        await _own(session, peer, chat_id, message_id)
        await take_away(session, await take_back(session, peer, message_id, at=at), at=at)


@chat_router.post(
    "/{chat_id}/message/{message_id}/pass",
    responses=described.answers(described_chat.PASSING, example=described_chat.MESSAGE_SHOWN),
)
async def pass_one(chat_id: UUID, message_id: UUID, caller: Poster) -> MessageShown:
    """Send what is held: with ••• in place of contacts, or a place that was asked about.

    A change that is held is made in the same way. Doing so twice is doing it once.
    """
    rules, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):
        line, _ = await _own(session, peer, chat_id, message_id)
        message = await let_pass(session, peer, message_id, rules=rules, at=at)
        return await shown_message(session, peer, line, message)


@chat_router.post(
    "/{chat_id}/message/{message_id}/let-go",
    responses=described.answers(described_chat.LETTING_GO, example=described_chat.MESSAGE_SHOWN),
)
async def let_one_go(chat_id: UUID, message_id: UUID, caller: Poster) -> MessageShown:
    """Do not send what is held, and forget a change that is."""
    at = caller.services.clock()
    async with caller.begin() as (session, peer):
        line, _ = await _own(session, peer, chat_id, message_id)
        message = await let_go(session, peer, message_id, at=at)
        return await shown_message(session, peer, line, message)


@chat_router.put(
    "/{chat_id}/message/{message_id}/reaction",
    responses=described.answers(described_chat.REACTING, example=described_chat.MESSAGE_SHOWN),
)
async def react_to_one(
    chat_id: UUID, message_id: UUID, said: _Reacted, caller: Poster
) -> MessageShown:
    """Say what one thinks of a message, in place of what one thought before."""
    at = caller.services.clock()
    async with caller.begin() as (session, peer):
        message = await react(session, peer, chat_id, message_id, said.emoji, at=at)
        line = await line_for(session, peer, chat_id)
        return await shown_message(session, peer, line, message)


async def _own(
    session: AsyncSession, peer: Peer, chat_id: UUID, message_id: UUID
) -> tuple[LinkLine, LinkMessage]:
    """Lock a line, and find there a message that this Peer has written."""
    line = await line_for(session, peer, chat_id, lock=True)
    return line, await message_on(session, line, message_id, by=line.side_of(peer))
