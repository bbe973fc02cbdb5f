"""How a DropParcel is written in JSON, sent and shown.

Its recipient is shown to its Requester alone. Photos are added in the bot; here they are counted.
"""

from typing import Annotated, Any
from uuid import UUID

from pydantic import Field, StrictBool
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category
from core.parcels.models import DropParcel
from core.parcels.queries import items_of, photos_of
from core.parcels.states import DutyPayer, Item, ParcelState
from core.peers.models import Peer
from core.places.models import Place
from webhooks.api.lookup import place_meant
from webhooks.api.schemas import (
    At,
    Moment,
    MoneySaid,
    MoneyShown,
    PlaceShown,
    PlaceWord,
    Said,
    Shown,
    Text,
    Whole,
    left_out,
    local,
    shown_money,
    shown_place,
)


class ItemSaid(Said):
    """A line of the contents; `value` is that of one piece."""

    title: Text = Field(examples=["Novel"])
    quantity: Whole = Field(1, examples=[2])
    value: MoneySaid


_Items = Annotated[list[ItemSaid], Field(max_length=100)]
_Recipient = Annotated[Text | None, Field(description="who receives it; null: the Requester")]
_DutyPayer = Annotated[
    DutyPayer | None, Field(description="who pays duty; needed when a border is crossed")
]
_AsksPerson = Annotated[
    StrictBool,
    Field(description="hold the parcel until a person has looked at what the screening finds"),
]
_Clean = Annotated[StrictBool, Field(description="your word that nothing prohibited is inside")]
_Grams = Annotated[Whole, Field(examples=[900])]
_Millilitres = Annotated[Whole, Field(examples=[3_000])]


class ParcelChange(Said):
    """The fields to change; what is left out stays as it is."""

    start: PlaceWord = Field(default_factory=left_out, alias="from")
    end: PlaceWord = Field(default_factory=left_out, alias="to")
    items: _Items = Field(default_factory=left_out)
    category: Category = Field(default_factory=left_out)
    weight_grams: _Grams = Field(default_factory=left_out)
    volume_millilitres: _Millilitres = Field(default_factory=left_out)
    ready_at: Moment = Field(default_factory=left_out)
    deliver_by: Moment = Field(default_factory=left_out)
    reward: MoneySaid = Field(default_factory=left_out)
    recipient: _Recipient = Field(default_factory=left_out)
    duty_payer: _DutyPayer = Field(default_factory=left_out)
    note: Text = Field(default_factory=left_out)
    nothing_prohibited: _Clean = Field(default_factory=left_out)
    asks_person: _AsksPerson = Field(default_factory=left_out)


class ParcelSaid(Said):
    """A parcel to post."""

    start: PlaceWord = Field(alias="from")
    end: PlaceWord = Field(alias="to")
    items: _Items
    category: Category
    weight_grams: _Grams
    volume_millilitres: _Millilitres
    ready_at: Moment
    deliver_by: Moment
    reward: MoneySaid
    recipient: _Recipient = None
    duty_payer: _DutyPayer = None
    note: Text = ""
    nothing_prohibited: _Clean = False
    asks_person: _AsksPerson = False


class ItemShown(Shown):
    title: str
    quantity: int
    value: MoneyShown


class ParcelShown(Shown):
    """A parcel. `in_review`, and so seen by nobody else, while a person is asked to look."""

    id: UUID
    is_mine: bool
    state: ParcelState
    start: PlaceShown = Field(alias="from")
    end: PlaceShown = Field(alias="to")
    items: list[ItemShown]
    declared_value: MoneyShown = Field(description="of all items together")
    category: Category
    weight_grams: int
    volume_millilitres: int
    ready_at: At
    deliver_by: At
    reward: MoneyShown
    recipient: str | None = Field(description="shown to the Requester alone")
    duty_payer: DutyPayer | None
    note: str
    photos: int = Field(description="how many there are")
    posted_at: At


class ParcelPage(Shown):
    items: list[ParcelShown]
    next: str | None = Field(description="address of the next page; null on the last")


async def wish_facts(session: AsyncSession, said: ParcelChange | ParcelSaid) -> dict[str, Any]:
    """Turn the fields that were sent into those of a wish."""
    facts: dict[str, Any] = {name: getattr(said, name) for name in said.model_fields_set}
    for name, alias, wished in (("start", "from", "from_place_id"), ("end", "to", "to_place_id")):
        if name in facts:
            place = await place_meant(session, facts.pop(name), field=alias)
            facts[wished] = place.id
    if "items" in facts:
        facts["items"] = tuple(
            Item(one.title, one.quantity, one.value.money()) for one in facts["items"]
        )
    if "reward" in facts:
        facts["reward"] = facts["reward"].money()
    if "nothing_prohibited" in facts:
        facts["is_clean"] = facts.pop("nothing_prohibited")
    return facts


async def shown_parcel(session: AsyncSession, peer: Peer, parcel: DropParcel) -> ParcelShown:
    start = await session.get_one(Place, parcel.from_place_id)
    end = await session.get_one(Place, parcel.to_place_id)
    is_mine = parcel.peer_id == peer.id
    items = [
        ItemShown(title=one.title, quantity=one.quantity, value=shown_money(one.value))
        for one in await items_of(session, parcel)
    ]
    return ParcelShown(
        id=parcel.id,
        is_mine=is_mine,
        state=parcel.state,
        start=shown_place(start),
        end=shown_place(end),
        items=items,
        declared_value=shown_money(parcel.value),
        category=parcel.category,
        weight_grams=parcel.weight_grams,
        volume_millilitres=parcel.volume_millilitres,
        ready_at=local(parcel.ready_at, start),
        deliver_by=local(parcel.deliver_by, end),
        reward=shown_money(parcel.reward),
        recipient=parcel.recipient if is_mine else None,
        duty_payer=parcel.duty_payer,
        note=parcel.note,
        photos=len(await photos_of(session, parcel)),
        posted_at=parcel.posted_at,
    )
