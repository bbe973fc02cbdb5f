"""What waits for a person's eye: held parcels, reports, and what looks like a pattern."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.addresses import PEER
from admin.shell.visit import Visit
from core.audit.service import note_act
from core.audit.states import Act
from core.interventions.states import ReasonMissing
from core.linkline.states import LineMissing
from core.messages.models import LinkMessage
from core.moderation.queries import LOOKED_BACK, queue
from core.moderation.service import uncover
from core.moderation.states import HoldMissing
from core.offers.states import Side
from core.operators.states import Permission
from core.parcels.queries import ParcelMissing
from core.parcels.service import review_parcel
from core.parcels.states import ParcelIsClosed
from core.peers.queries import PeerIsGone
from core.transcripts.service import read_for_person
from core.unmasking.service import who_is
from core.unmasking.states import NoReason


async def show_queue(visit: Visit) -> Response:
    return await _show(visit)


async def uncover_message(visit: Visit) -> Response:
    """Show once what a message says that was kept back; that it was asked, and why, is kept."""
    message_id, why = visit.id_in("message"), visit.form.text("why")
    try:
        async with visit.services.db.begin() as session:
            message = await uncover(session, visit.operator, message_id, why=why, at=visit.now)
    except ReasonMissing:
        return await _show(visit, problem="no-why")
    except HoldMissing:
        return await _show(visit, problem="hold-gone")
    return await _show(visit, uncovered=message)


async def _show(
    visit: Visit, *, problem: str = "", uncovered: LinkMessage | None = None
) -> Response:
    async with visit.services.db.begin() as session:
        waiting = await queue(session, at=visit.now)
    return visit.render(
        "moderation.html",
        status=409 if problem else 200,
        waiting=waiting,
        problem=problem,
        uncovered=uncovered,
        days=LOOKED_BACK.days,
    )


async def judge(visit: Visit) -> Response:
    """Let a parcel travel or refuse it, as the button says; its Requester reads the reason."""
    parcel_id, why = visit.id_in("parcel"), visit.form.text("why")
    may_travel = visit.request.path_params["verdict"] == "pass"
    if not may_travel and not why:
        return await _show(visit, problem="no-reason")
    act = Act.PARCEL_PASSED if may_travel else Act.PARCEL_REFUSED
    try:
        async with visit.services.db.begin() as session:
            await review_parcel(session, parcel_id, may_travel=may_travel, why=why, at=visit.now)
            await note_act(session, act, parcel_id, by=visit.operator.id, at=visit.now, why=why)
    except ParcelMissing as error:
        raise HTTPException(404) from error
    except ParcelIsClosed:
        return await _show(visit, problem="decided")
    return visit.go("/moderation", flash="parcel-passed" if may_travel else "parcel-refused")


async def show_line(visit: Visit) -> Response:
    """Show what two have said, by pseudonym; its reports are looked at by that."""
    return await _show_line(visit)


async def _show_line(visit: Visit, *, problem: str = "") -> Response:
    line_id = visit.id_in("line")
    try:
        async with visit.services.db.begin() as session:
            transcript = await read_for_person(session, line_id, at=visit.now)
            by = visit.operator.id
            await note_act(session, Act.LINE_LOOKED_INTO, line_id, by=by, at=visit.now)
    except LineMissing as error:
        raise HTTPException(404) from error
    return visit.render(
        "line.html",
        status=409 if problem else 200,
        transcript=transcript,
        problem=problem,
        Side=Side,
        may_unmask=visit.operator.may(Permission.MODERATE),
    )


async def unmask(visit: Visit) -> Response:
    """Lead to the page of whoever is on one side; that it was asked, and why, is kept for good."""
    line_id, why = visit.id_in("line"), visit.form.text("why")
    try:
        side = Side(visit.request.path_params["side"])
    except ValueError as error:
        raise HTTPException(404) from error
    try:
        async with visit.services.db.begin() as session:
            by = visit.operator.name
            peer = await who_is(session, line_id, side, by=by, why=why, at=visit.now)
    except NoReason:
        return await _show_line(visit, problem="no-reason")
    except LineMissing as error:
        raise HTTPException(404) from error
    except PeerIsGone:
        return await _show_line(visit, problem="gone")
    return visit.go(PEER.format(peer.id))


PAGES = (
    Page("/moderation", Permission.MODERATE, show_queue),
    Page("/moderation/holds/{message}", Permission.MODERATE, uncover_message, ("POST",)),
    Page("/moderation/{parcel}/{verdict}", Permission.MODERATE, judge, ("POST",)),
    Page("/lines/{line}", Permission.SEE_PEOPLE, show_line),
    Page("/lines/{line}/{side}", Permission.MODERATE, unmask, ("POST",)),
)
