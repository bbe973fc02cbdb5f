"""What a Peer sees, in his words, for a script that says why."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.glimpses.service import see_as
from core.glimpses.states import NothingToSee
from core.mandates.states import Scope
from core.operators.models import Operator
from core.peers.queries import PeerIsGone
from core.peers.states import Language
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.beside import NoBotBeside, bot_side_of
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting
from webhooks.admin.forms import Row
from webhooks.api.once import Key
from webhooks.api.schemas import Shown

glimpses_router = APIRouter(prefix="/peers", tags=["Peers"])
Looker = Annotated[Caller, Depends(Asks(Scope.PEERS_SEE))]


class CardShown(Row):
    """One thing as it stands in his chat; nothing can be pressed here."""

    text: str
    buttons: list[list[str]] = Field(description="the words on its buttons, row by row")


class ScreenShown(Row):
    title: str
    cards: list[CardShown]


class GlimpseShown(Row):
    language: Language = Field(description="in which all of it is worded: his")
    screens: list[ScreenShown] = Field(description="the places he comes to, as in his menu")


class SeenShown(Done):
    glimpse: GlimpseShown | None = Field(
        None, description="left out where a request comes again: it is not remembered"
    )


@glimpses_router.post(
    "/{peer_id}/see",
    response_model=SeenShown,
    responses=acting(PeerIsGone, NothingToSee, NoBotBeside),
)
async def see_as_peer(
    request: Request, peer_id: UUID, said: ActSaid, caller: Looker, key: Key = None
) -> Response:
    """Show what a Peer sees. That it was looked at, and why, is kept for good."""
    eyes = (await bot_side_of(request)).glimpse_of
    rules, at = caller.services.settings, caller.services.clock()
    besides: dict[str, object] = {}

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        seen = await see_as(session, operator, peer_id, eyes, why=said.why, rules=rules, at=at)
        besides["glimpse"] = GlimpseShown.model_validate(seen).model_dump(mode="json")
        return Done(id=peer_id)

    path = f"/peers/{peer_id}"
    return await act_once(caller, request, said, act, key=key, path=path, besides=besides)
