"""The forms of LinkLine: lines, and what is said on them.

A file, and how a channel finds it, is shown to nobody here.
"""

from collections.abc import Sequence
from datetime import datetime
from hashlib import sha256
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictBool, StrictStr
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.queries import delivered_among
from core.holds.service import leaks_of
from core.leakguard.states import LeakKind
from core.linkline.models import LinkLine
from core.linkline.queries import phase_on, sides_on
from core.linkline.states import Pace, Phase
from core.messages.models import LinkMessage, LinkRevision
from core.messages.queries import held_changes, unsent_versions
from core.messages.states import Content, HeldFor, MarkKind, MessageKind, MessageState
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.peers.models import Peer
from core.places.queries import two_places
from core.reactions.states import EMOJI
from core.rules import Rules
from webhooks.api.schemas import At, PlaceShown, Said, Shown, shown_place

_ALBUM_SIGNS = 16
_WHY_HELD = {
    HeldFor.CONTACT: "It tells how to reach somebody elsewhere, which may not pass before the quest"
    " is paid. It can be sent with ••• in its place, changed, or let go.",
    HeldFor.PLACE: "It tells where somebody is. It can be sent, before the quest is paid only"
    " roughly, or let go.",
    HeldFor.NUMBER: "It tells one's own number. It can be sent, or let go.",
    HeldFor.CODE: "The picture has a code that tells a contact, which may not pass before the quest"
    " is paid. It can be let go.",
    HeldFor.PICTURE: "The picture came as a file. It can be sent as a photo, or let go.",
}

LongText = Annotated[
    StrictStr,
    Field(
        max_length=10_000,
        pattern=r"^[^\u0000]*$",
        description="4,000 UTF-16 units at most; of a caption 950",
    ),
]
Change = Annotated[int, Field(ge=0, le=2**53 - 1)]


class OfferChatSaid(Said):
    """What the two talk about: an offer."""

    offer: UUID


class QuestChatSaid(Said):
    """What the two talk about: a quest."""

    quest: UUID


class ChatShown(Shown):
    """A line between two Peers. Each knows the other by a pseudonym of this line alone."""

    id: UUID
    side: Side = Field(description="one's own")
    alias: str = Field(description="one's own pseudonym", examples=["Heron-12"])
    other_alias: str = Field(examples=["Kestrel-7"])
    phase: Phase = Field(
        description="`talking`: no contact passes; `paid`: all passes; `over`: nothing is said"
    )
    start: PlaceShown = Field(alias="from")
    end: PlaceShown = Field(alias="to")
    trip_id: UUID
    parcel_id: UUID
    is_muted: bool = Field(description="whether one's own phone makes no sound")
    is_paused: bool = Field(description="whether one has said that one answers later")
    other_is_paused: bool
    other_pace: Pace | None = Field(
        description="within what the other side usually answers: an `hour`, a few `hours`, a `day`;"
        " null while that is not known"
    )
    change: int = Field(description="the newest change that one may know of")
    opened_at: At
    spoken_at: At = Field(description="when something was said last")


class ChatPage(Shown):
    items: list[ChatShown]
    next: str | None = Field(description="address of the next page; null on the last")


class MessageSaid(Said):
    """A text. Looks and files are sent in the bot only."""

    text: LongText
    reply_to: UUID | None = Field(None, description="id of the message that this answers")


class MessageChange(Said):
    """What a message shall say: its text, or the caption of its picture."""

    text: LongText


class ReactionSaid(Said):
    """One emoji, as Telegram lists them for bots; null takes it back."""

    emoji: Annotated[StrictStr, Field(max_length=20)] | None = Field(
        examples=["❤"], description=f"one of {' '.join(sorted(EMOJI))}"
    )


class PauseSaid(Said):
    """Whether one answers later. The other side is told, and again when that is over."""

    is_paused: StrictBool


class MarkShown(Shown):
    """How a part of a text looks. It begins at `start` and ends before `end`, in code points."""

    kind: MarkKind
    start: int
    end: int


class PointShown(Shown):
    """A place that was sent. Before the quest is paid it is only roughly there."""

    latitude: float
    longitude: float
    title: str | None
    address: str | None
    seconds: int | None = Field(description="for how long it moves; 0: no more; null: never did")


class HeldShown(Shown):
    """What waits for its writer: a `POST` to `…/pass` sends it, one to `…/let-go` does not.

    A contact is sent as •••, and a place roughly, until the quest is paid.
    """

    why: HeldFor
    detail: str = Field(description="the same in words, for people who speak English")
    text: str = Field(description="what would be said")
    kinds: list[LeakKind] | None = Field(
        description="contacts that were found in it; null in lists, where nobody looks again"
    )


class MessageShown(Shown):
    """What one side has said. What is not sent yet, or will not be, its writer alone sees."""

    id: UUID
    change: int = Field(description="number of its newest change, by one's own count of this line")
    side: Side = Field(description="who has said it")
    kind: MessageKind
    state: MessageState
    text: str | None = Field(description="the caption of a file; null once it was taken back")
    marks: list[MarkShown]
    point: PointShown | None = Field(description="of a `location`, `live` or `venue`")
    number: str | None = Field(description="of a `contact`: the writer's own")
    held: HeldShown | None = Field(
        description="why it waits; of a message that was sent, why its change does"
    )
    reply_to: UUID | None
    quote: str | None = Field(description="the part of that message which is answered")
    album: str | None = Field(description="the same for all of one album")
    is_forwarded: bool
    reactions: dict[Side, str]
    version: int = Field(
        description="1, and one more with each change of what it says; for the other side, with"
        " each change since it was sent"
    )
    is_delivered: bool | None = Field(
        description="whether each phone of the other side is known to have it, which is so from the"
        " start where there is none; null for what the other side has said"
    )
    said_at: At
    changed_at: At


class MessagePage(Shown):
    items: list[MessageShown]
    change: int = Field(description="the last of this page: ask with it as `after` for what is new")
    next: str | None = Field(description="address of the next page; null on the last")


async def shown_line(
    session: AsyncSession, peer: Peer, line: LinkLine, *, rules: Rules, at: datetime
) -> ChatShown:
    side = line.side_of(peer)
    sides = await sides_on(session, line)
    parcel = await session.get_one(DropParcel, line.parcel_id)
    start, end = await two_places(session, parcel.from_place_id, parcel.to_place_id)
    return ChatShown(
        id=line.id,
        side=side,
        alias=sides[side].alias,
        other_alias=sides[side.other].alias,
        phase=await phase_on(session, line, rules=rules, at=at),
        start=shown_place(start),
        end=shown_place(end),
        trip_id=line.path_id,
        parcel_id=line.parcel_id,
        is_muted=sides[side].is_muted,
        is_paused=sides[side].is_paused,
        other_is_paused=sides[side.other].is_paused,
        other_pace=sides[side.other].pace,
        change=line.changes_for(side),
        opened_at=line.opened_at,
        spoken_at=line.spoken_at,
    )


async def shown_messages(
    session: AsyncSession, line: LinkLine, side: Side, messages: Sequence[LinkMessage]
) -> list[MessageShown]:
    """Show messages that one side may see, as `messages_after` gives them."""
    mine = [one.id for one in messages if one.side is side and one.state is MessageState.SENT]
    delivered = await delivered_among(session, mine) if mine else set[UUID]()
    changes = await held_changes(session, mine) if mine else {}
    theirs = [one.id for one in messages if one.side is not side and one.version > 1]
    unsent = await unsent_versions(session, theirs) if theirs else {}
    return [
        _shown(
            line,
            side,
            one,
            changes.get(one.id),
            is_delivered=one.id in delivered,
            version=one.version - unsent.get(one.id, 0),
        )
        for one in messages
    ]


async def shown_message(
    session: AsyncSession, peer: Peer, line: LinkLine, message: LinkMessage
) -> MessageShown:
    """Show one message, and what was found in it where it waits for its writer."""
    (shown,) = await shown_messages(session, line, line.side_of(peer), [message])
    if shown.held is not None:
        content = Content(MessageKind.TEXT, shown.held.text)
        leaks = await leaks_of(session, line, peer, content)
        shown.held.kinds = sorted({leak.kind for leak in leaks})
    return shown


def _shown(
    line: LinkLine,
    side: Side,
    message: LinkMessage,
    change: LinkRevision | None,
    *,
    is_delivered: bool,
    version: int,
) -> MessageShown:
    is_gone = message.state is MessageState.UNSENT
    content = Content(message.kind) if is_gone else message.shown
    return MessageShown(
        id=message.id,
        change=message.change_for(side),
        side=message.side,
        kind=message.kind,
        state=message.state,
        text=None if is_gone else content.text,
        marks=[MarkShown(kind=one.kind, start=one.start, end=one.end) for one in content.marks],
        point=_point(content),
        number=content.facts.get("number"),
        held=_held(message, change),
        reply_to=message.reply_to,
        quote=None if is_gone else message.quote,
        album=None if message.album is None else _album(line, message.album),
        is_forwarded=message.is_forwarded,
        reactions={} if is_gone else message.reactions,
        version=version,
        is_delivered=is_delivered if message.side is side else None,
        said_at=message.said_at,
        changed_at=message.changed_at,
    )


def _point(content: Content) -> PointShown | None:
    if "latitude" not in content.facts:
        return None
    names = ("latitude", "longitude", "title", "address", "seconds")
    return PointShown(**{name: content.facts.get(name) for name in names})


def _held(message: LinkMessage, change: LinkRevision | None) -> HeldShown | None:
    if message.held_for is not None:
        return _held_for(message.held_for, message.shown.text)
    if change is None:
        return None
    return _held_for(HeldFor.CONTACT, change.content["text"])


def _held_for(why: HeldFor, text: str) -> HeldShown:
    return HeldShown(why=why, detail=_WHY_HELD[why], text=text, kinds=None)


def _album(line: LinkLine, album: str) -> str:
    """Name an album by a text of ours: the channel's own is nobody else's business."""
    return sha256(f"{line.id} {album}".encode()).hexdigest()[:_ALBUM_SIGNS]
