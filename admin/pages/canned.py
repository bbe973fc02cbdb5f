"""Canned answers: keeping them, and offering them on a ticket with their gaps filled."""

from dataclasses import asdict
from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse, Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.canned.models import CannedAnswer
from core.canned.queries import canned_answers, canned_for, offered_on
from core.canned.service import drop_canned, keep_canned
from core.canned.states import (
    GAPS,
    LONGEST_NAME,
    LONGEST_TEXT,
    CannedMissing,
    CannotKeep,
    NameTaken,
    NameUnfit,
    NotInEnglish,
    TextTooLong,
    UnknownGap,
)
from core.operators.states import Permission
from core.peers.states import Language
from core.tickets.states import TicketMissing

_PROBLEMS: dict[type[CannotKeep], str] = {
    NameUnfit: "name",
    NameTaken: "taken",
    NotInEnglish: "no-english",
    TextTooLong: "long",
    UnknownGap: "gap",
}


async def show_all(visit: Visit) -> Response:
    return await _show(visit)


async def show_one(visit: Visit) -> Response:
    return await _show(visit, canned_id=visit.id_in("canned"))


async def _show(
    visit: Visit, *, canned_id: UUID | None = None, problem: CannotKeep | None = None
) -> Response:
    find = visit.request.query_params.get("find", "")
    try:
        async with visit.services.db.begin() as session:
            found = await canned_answers(session, find=find)
            one = None if canned_id is None else await canned_for(session, canned_id)
    except CannedMissing as error:
        raise HTTPException(404) from error
    return visit.render(
        "canned.html",
        status=200 if problem is None else 409,
        found=found,
        find=find,
        one=one,
        written=_written(visit, one),
        problem="" if problem is None else _PROBLEMS[type(problem)],
        gap=problem.gap if isinstance(problem, UnknownGap) else "",
        languages=tuple(Language),
        English=Language.ENGLISH,
        gaps=GAPS,
        limits=(LONGEST_NAME, LONGEST_TEXT),
    )


def _written(visit: Visit, one: CannedAnswer | None) -> dict[str, str]:
    """Give what was typed and is not kept, else what is kept."""
    names = ["name", *(f"text_{language.value}" for language in Language)]
    if visit.request.method == "POST":
        return {name: visit.form.exact(name) for name in names}
    if one is None:
        return dict.fromkeys(names, "")
    texts = one.texts
    return {"name": one.name} | {f"text_{each.value}": texts.get(each, "") for each in Language}


async def keep(visit: Visit) -> Response:
    """Keep a new one, or one anew."""
    has_id = "canned" in visit.request.path_params
    canned_id = visit.id_in("canned") if has_id else None
    texts = {one: visit.form.text(f"text_{one.value}") for one in Language}
    try:
        async with visit.services.db.begin() as session:
            await keep_canned(
                session,
                visit.operator,
                visit.form.text("name"),
                texts,
                canned_id=canned_id,
                at=visit.now,
            )
    except CannotKeep as why:
        return await _show(visit, canned_id=canned_id, problem=why)
    except CannedMissing as error:
        raise HTTPException(404) from error
    return visit.go("/canned", flash="canned-kept")


async def drop(visit: Visit) -> Response:
    try:
        async with visit.services.db.begin() as session:
            await drop_canned(session, visit.operator, visit.id_in("canned"), at=visit.now)
    except CannedMissing as error:
        raise HTTPException(404) from error
    return visit.go("/canned", flash="canned-dropped")


async def offer(visit: Visit) -> Response:
    """Give all of them as they would be said on a ticket, or why one cannot be."""
    try:
        async with visit.services.db.begin() as session:
            found = await offered_on(session, visit.id_in("ticket"))
    except TicketMissing as error:
        raise HTTPException(404) from error
    return JSONResponse([asdict(one) for one in found])


PAGES = (
    Page("/canned", Permission.HELP_PEERS, show_all),
    Page("/canned", Permission.HELP_PEERS, keep, ("POST",)),
    Page("/canned/{canned}", Permission.HELP_PEERS, show_one),
    Page("/canned/{canned}", Permission.HELP_PEERS, keep, ("POST",)),
    Page("/canned/{canned}/drop", Permission.HELP_PEERS, drop, ("POST",)),
    Page("/tickets/{ticket}/canned", Permission.HELP_PEERS, offer),
)
