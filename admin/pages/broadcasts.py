"""Telling many Peers something: composing it, seeing it before, starting it, and how far it is."""

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.drawing import share
from admin.shell.visit import Visit
from core.broadcasts.models import Broadcast
from core.broadcasts.queries import broadcast_for, broadcasts, how_many
from core.broadcasts.service import draft, steer
from core.broadcasts.states import (
    FASTEST_PACE,
    LONGEST_TEXT,
    LONGEST_TITLE,
    USUAL_PACE,
    Audience,
    BroadcastEvent,
    BroadcastMissing,
    BroadcastMovedOn,
    CannotBroadcast,
    EnglishMissing,
    HalfWorded,
    PaceOutOfRange,
    Wording,
    WordsTooLong,
)
from core.operators.states import Permission
from core.peers.states import Language

_PROBLEMS: dict[type[CannotBroadcast], str] = {
    EnglishMissing: "no-english",
    HalfWorded: "half",
    WordsTooLong: "long",
    PaceOutOfRange: "pace",
    BroadcastMovedOn: "moved-on",
}
_AGAIN_MILLISECONDS = 3_000
_BAR = 300
_LONGEST_PACE = 2


async def show_broadcasts(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, *, problem: str = "") -> Response:
    async with visit.services.db.begin() as session:
        found = await broadcasts(session)
        counts = {one: await how_many(session, one) for one in Audience}
    return visit.render(
        "broadcasts.html",
        status=409 if problem else 200,
        problem=problem,
        found=found,
        counts=counts,
        languages=tuple(Language),
        written={
            name: visit.form.text(name)
            for language in Language
            for name in (f"title_{language.value}", f"text_{language.value}")
        },
        pace=visit.form.text("pace") or USUAL_PACE,
        limits=(LONGEST_TITLE, LONGEST_TEXT, FASTEST_PACE),
        English=Language.ENGLISH,
    )


async def compose(visit: Visit) -> Response:
    form = visit.form
    wordings = {
        one: Wording(form.text(f"title_{one.value}"), form.text(f"text_{one.value}"))
        for one in Language
    }
    written = form.text("pace")
    is_number = written.isascii() and written.isdigit() and len(written) <= _LONGEST_PACE
    try:
        audience = Audience(form.text("audience"))
    except ValueError as error:
        raise HTTPException(400) from error
    pace = int(written) if is_number else 0
    try:
        async with visit.services.db.begin() as session:
            made = await draft(
                session, visit.operator, wordings, audience=audience, pace=pace, at=visit.now
            )
    except CannotBroadcast as why:
        return await _show(visit, problem=_PROBLEMS[type(why)])
    return visit.go(f"/broadcasts/{made.id}", flash="broadcast-drafted")


async def show_broadcast(visit: Visit) -> Response:
    return await _show_one(visit)


async def _show_one(visit: Visit, *, problem: str = "") -> Response:
    async with visit.services.db.begin() as session:
        found = await _found(visit, session)
        count = await how_many(session, found.audience)
    return visit.render(
        "broadcast.html",
        status=409 if problem else 200,
        problem=problem,
        one=found,
        count=count,
        bar=_BAR,
        width=_width(found),
    )


async def act(visit: Visit) -> Response:
    """Start, pause, resume or cancel, as the button says."""
    try:
        event = BroadcastEvent(visit.request.path_params["event"])
    except ValueError as error:
        raise HTTPException(404) from error
    if event is BroadcastEvent.FINISH:
        raise HTTPException(404)
    broadcast_id = visit.id_in("broadcast")
    try:
        async with visit.services.db.begin() as session:
            await steer(session, visit.operator, broadcast_id, event, at=visit.now)
    except BroadcastMissing as error:
        raise HTTPException(404) from error
    except BroadcastMovedOn:
        return await _show_one(visit, problem="moved-on")
    return visit.go(f"/broadcasts/{broadcast_id}", flash=f"broadcast-{event.value}")


async def tell_progress(visit: Visit) -> Response:
    """Tell how far it is, once: the browser asks again by itself."""
    async with visit.services.db.begin() as session:
        found = await _found(visit, session)
    told = {"told": found.told, "state": found.state, "width": _width(found)}
    return visit.event(told, again_milliseconds=_AGAIN_MILLISECONDS)


def _width(broadcast: Broadcast) -> float:
    return min(float(_BAR), share(broadcast.told, broadcast.expected, of=_BAR))


async def _found(visit: Visit, session: AsyncSession) -> Broadcast:
    try:
        return await broadcast_for(session, visit.id_in("broadcast"))
    except BroadcastMissing as error:
        raise HTTPException(404) from error


PAGES = (
    Page("/broadcasts", Permission.RUN_HOUSE, show_broadcasts),
    Page("/broadcasts", Permission.RUN_HOUSE, compose, ("POST",)),
    Page("/broadcasts/{broadcast}", Permission.RUN_HOUSE, show_broadcast),
    Page("/broadcasts/{broadcast}/live", Permission.RUN_HOUSE, tell_progress, is_unasked=True),
    Page("/broadcasts/{broadcast}/{event}", Permission.RUN_HOUSE, act, ("POST",)),
)
