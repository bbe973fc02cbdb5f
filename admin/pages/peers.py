"""Everything about one Peer, and what can be decided about him."""

from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.dossiers.queries import DossierMissing, dossier_of
from core.glimpses.service import see_as
from core.glimpses.states import NothingToSee
from core.interventions.states import ReasonMissing
from core.operators.states import Permission
from core.peers.queries import PeerIsGone
from core.sanctions.service import add_note, ban, lift, suspend, warn
from core.sanctions.states import (
    DaysOutOfRange,
    Ground,
    NoReasonGiven,
    NothingToLift,
    SanctionRefused,
)

_PROBLEMS: dict[type[SanctionRefused], str] = {
    NoReasonGiven: "no-reason",
    DaysOutOfRange: "days",
    NothingToLift: "nothing-to-lift",
}


async def show_peer(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, *, problem: str = "") -> Response:
    try:
        async with visit.services.db.begin() as session:
            dossier = await dossier_of(session, visit.id_in("peer"), at=visit.now)
    except DossierMissing as error:
        raise HTTPException(404) from error
    return visit.render(
        "peer.html",
        status=400 if problem else 200,
        of=dossier,
        problem=problem,
        grounds=tuple(Ground),
        may_moderate=visit.operator.may(Permission.MODERATE),
        may_see_as=visit.has_bot_side and visit.operator.may(Permission.HELP_PEERS),
        may_note=visit.operator.may(Permission.HELP_PEERS),
    )


async def note(visit: Visit) -> Response:
    peer_id = visit.id_in("peer")
    try:
        async with visit.services.db.begin() as session:
            words = visit.form.text("text")
            await add_note(session, peer_id, words, by=visit.operator.id, at=visit.now)
    except SanctionRefused:
        return await _show(visit, problem="no-words")
    except PeerIsGone:
        return await _show(visit, problem="gone")
    return visit.go(f"/peers/{peer_id}", flash="peer-noted")


async def see(visit: Visit) -> Response:
    """Show what the Peer sees, once, to somebody who says why."""
    eyes = (await visit.bot_side()).glimpse_of
    peer_id, rules = visit.id_in("peer"), visit.services.settings
    try:
        async with visit.services.db.begin() as session:
            why, at = visit.form.text("why"), visit.now
            glimpse = await see_as(
                session, visit.operator, peer_id, eyes, why=why, rules=rules, at=at
            )
    except ReasonMissing:
        return await _show(visit, problem="no-reason")
    except NothingToSee:
        return await _show(visit, problem="nothing-to-see")
    except PeerIsGone:
        return await _show(visit, problem="gone")
    return visit.render("glimpse.html", glimpse=glimpse, peer_id=peer_id)


async def decide(visit: Visit) -> Response:
    """Warn, suspend, ban or let back: which one is said by the address."""
    peer_id, deed = visit.id_in("peer"), visit.request.path_params["deed"]
    try:
        await _decide(visit, peer_id, deed)
    except SanctionRefused as refusal:
        return await _show(visit, problem=_PROBLEMS[type(refusal)])
    except PeerIsGone:
        return await _show(visit, problem="gone")
    return visit.go(f"/peers/{peer_id}", flash=f"peer-{deed}")


async def _decide(visit: Visit, peer_id: UUID, deed: str) -> None:
    why, by, at = visit.form.text("why"), visit.operator.id, visit.now
    rules = visit.services.settings
    async with visit.services.db.begin() as session:
        match deed:
            case "warn":
                await warn(session, peer_id, _ground(visit), by=by, why=why, at=at)
            case "suspend":
                days, ground = _days(visit), _ground(visit)
                await suspend(
                    session, peer_id, ground, days=days, by=by, why=why, rules=rules, at=at
                )
            case "ban" | "shadow":
                is_shadow, ground = deed == "shadow", _ground(visit)
                await ban(
                    session,
                    peer_id,
                    ground,
                    is_shadow=is_shadow,
                    by=by,
                    why=why,
                    rules=rules,
                    at=at,
                )
            case "lift":
                await lift(session, peer_id, by=by, why=why, at=at)
            case _:
                raise HTTPException(404)


def _ground(visit: Visit) -> Ground:
    try:
        return Ground(visit.form.text("ground"))
    except ValueError as error:
        raise HTTPException(400) from error


def _days(visit: Visit) -> int:
    try:
        return int(visit.form.text("days"))
    except ValueError as error:
        raise DaysOutOfRange from error


PAGES = (
    Page("/peers/{peer}", Permission.SEE_PEOPLE, show_peer),
    Page("/peers/{peer}/note", Permission.HELP_PEERS, note, ("POST",)),
    Page("/peers/{peer}/see", Permission.HELP_PEERS, see, ("POST",)),
    Page("/peers/{peer}/{deed}", Permission.MODERATE, decide, ("POST",)),
)
