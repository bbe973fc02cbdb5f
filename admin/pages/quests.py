"""One quest: all there is about it, and what an operator can do."""

from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.audit.service import note_act
from core.audit.states import Act
from core.complaints.queries import ComplaintMissing
from core.complaints.states import MOST_PHOTOS, ComplaintIsElsewhere, NotBothHeard
from core.errors import Refused
from core.evidence.flows import fetch_photo
from core.evidence.queries import photo_in
from core.fetching import FileGone, NotFetched
from core.interventions.queries import QuestFile, all_waiting, file_of
from core.interventions.service import agree, decline, intervene, needs_two
from core.interventions.states import (
    AnotherWaits,
    CannotBeDone,
    Deed,
    InterventionState,
    NobodyAgreesWithHimself,
    NothingWaits,
    NotWaiting,
    NumberMissing,
    ReasonMissing,
    Wish,
)
from core.linkline.states import LineMissing
from core.messages.states import MessageTooLong, NothingSaid
from core.offers.states import Side
from core.operators.states import Permission
from core.outreach.service import reach_out
from core.outreach.states import NobodyMeant
from core.payments.states import MoneyIsFrozen, MoneyIsNotHeld
from core.peers.queries import PeerIsGone
from core.photos.queries import kept_photo
from core.pictures import MEDIA_TYPE
from core.quests.queries import QuestMissing
from core.quests.states import QuestHasMovedOn, QuestIsOver, QuestState
from core.storage.files import FileMissing
from core.transcripts.service import read_for_person
from core.verdicts.states import PercentOutOfRange, shares_for_verdict

_PROBLEMS: dict[type[Exception], str] = {
    ReasonMissing: "no-reason",
    NobodyMeant: "nobody",
    NothingSaid: "no-words",
    MessageTooLong: "long",
    PeerIsGone: "gone",
    NumberMissing: "no-number",
    PercentOutOfRange: "no-number",
    NothingWaits: "nothing-waits",
    AnotherWaits: "another-waits",
    NobodyAgreesWithHimself: "yourself",
    NotWaiting: "not-waiting",
    NotBothHeard: "not-heard",
    ComplaintIsElsewhere: "decided",
    ComplaintMissing: "no-complaint",
    MoneyIsNotHeld: "no-money",
    MoneyIsFrozen: "frozen",
    QuestIsOver: "over",
    QuestHasMovedOn: "moved-on",
}
"""What is said on the page when something cannot be done; `quest.html` has the words."""

_HELPS = frozenset({Deed.EXTEND, Deed.UNLOCK})
_PLACES = frozenset(str(place) for place in range(MOST_PHOTOS))
_STEPS = (0, 25, 50, 75, 100)


async def show_quest(visit: Visit) -> Response:
    return await _show(visit, visit.id_in("quest"))


async def _show(visit: Visit, quest_id: UUID, *, problem: str = "", draft: str = "") -> Response:
    async with visit.services.db.begin() as session:
        try:
            file = await file_of(session, quest_id)
        except QuestMissing as error:
            raise HTTPException(404) from error
    return visit.render(
        "quest.html",
        status=409 if problem else 200,
        file=file,
        problem=problem,
        draft=draft,
        may_write=visit.operator.may(Permission.HELP_PEERS),
        Side=Side,
        has_bot_side=visit.has_bot_side,
        deeds=_possible(visit, file),
        splits=_splits(file),
        takes_two=file.payment is not None
        and needs_two(file.payment.total, rules=visit.services.settings),
        sees_people=visit.operator.may(Permission.SEE_PEOPLE),
        moves_money=visit.operator.may(Permission.MOVE_MONEY),
    )


def _possible(visit: Visit, file: QuestFile) -> set[str]:
    """Name what this operator could do about the quest as it stands."""
    quest = file.quest
    possible = set()
    if visit.operator.may(Permission.HELP_PEERS):
        if quest.release_at is not None:
            possible.add(Deed.EXTEND)
        if quest.state is QuestState.PICKED_UP:
            possible.add(Deed.UNLOCK)
    if visit.operator.may(Permission.MOVE_MONEY):
        if file.case is not None:
            possible.add(Deed.DECIDE)
        if quest.release_at is not None and quest.state is QuestState.DELIVERED:
            possible.add(Deed.RELEASE)
        if quest.state in (QuestState.ACCEPTED, QuestState.FUNDED):
            possible.add(Deed.CALL_OFF)
    return {one.value for one in possible}


def _splits(file: QuestFile) -> list[tuple[int, int, int, int]]:
    """Preview some verdicts: the Carrier's percent, and what he, the other and the house get."""
    payment = file.payment
    if payment is None:
        return []
    previews = []
    for percent in _STEPS:
        shares = shares_for_verdict(payment.price_minor, payment.fee_minor, carrier_percent=percent)
        previews.append((percent, shares.carrier, shares.requester, shares.fee))
    return previews


async def act(visit: Visit) -> Response:
    """Do what the form wants, or let it wait for a second operator."""
    quest_id = visit.id_in("quest")
    try:
        deed = Deed(visit.request.path_params["deed"])
    except ValueError as error:
        raise HTTPException(404) from error
    asks_for = Permission.HELP_PEERS if deed in _HELPS else Permission.MOVE_MONEY
    if not visit.operator.may(asks_for):
        raise HTTPException(403, asks_for.value)
    wish = Wish(
        deed,
        quest_id,
        visit.form.text("why"),
        percent=_number(visit, "percent"),
        hours=_number(visit, "hours"),
    )
    rules, at = visit.services.settings, visit.now
    try:
        async with visit.services.db.begin() as session:
            made = await intervene(session, visit.operator, wish, rules=rules, at=at)
    except QuestMissing as error:
        raise HTTPException(404) from error
    except (CannotBeDone, Refused) as why:
        return await _show(visit, quest_id, problem=_problem(why))
    flash = "quest-waits" if made.state is InterventionState.WAITING else f"quest-{deed.value}"
    return visit.go(f"/quests/{quest_id}", flash=flash)


async def write(visit: Visit) -> Response:
    """Say something to one side or to both, as Support."""
    quest_id, words, form = visit.id_in("quest"), visit.form.text("words"), visit.form
    sides = [side for side in Side if side.value in form.texts("side")]
    rules, at = visit.services.settings, visit.now
    try:
        async with visit.services.db.begin() as session:
            await reach_out(
                session,
                visit.operator,
                quest_id,
                sides,
                words,
                why=form.text("why"),
                desk=rules.desk,
                rules=rules,
                at=at,
            )
    except QuestMissing as error:
        raise HTTPException(404) from error
    except (CannotBeDone, Refused) as why:
        return await _show(visit, quest_id, problem=_problem(why), draft=words)
    return visit.go(f"/quests/{quest_id}", flash="quest-written")


async def judge(visit: Visit) -> Response:
    """Agree to what another operator has asked for, or not; who has asked takes it back."""
    intervention_id, quest_id = visit.id_in("intervention"), visit.id_in("quest")
    is_agreed = visit.request.path_params["answer"] == "agree"
    try:
        async with visit.services.db.begin() as session:
            if is_agreed:
                rules = visit.services.settings
                await agree(session, visit.operator, intervention_id, rules=rules, at=visit.now)
            else:
                why = visit.form.text("why")
                await decline(session, visit.operator, intervention_id, why=why, at=visit.now)
    except (CannotBeDone, Refused) as why:
        return await _show(visit, quest_id, problem=_problem(why))
    return visit.go(f"/quests/{quest_id}", flash="quest-agreed" if is_agreed else "quest-declined")


async def show_waiting(visit: Visit) -> Response:
    """List what waits for a second operator."""
    async with visit.services.db.begin() as session:
        waiting = await all_waiting(session)
        files = [await file_of(session, one.quest_id) for one in waiting]
    return visit.render("approvals.html", lines=list(zip(waiting, files, strict=True)))


async def show_line(visit: Visit) -> Response:
    """Show what the two have said, by pseudonym; that it was read is logged."""
    quest_id = visit.id_in("quest")
    try:
        async with visit.services.db.begin() as session:
            transcript = await read_for_person(session, quest_id, at=visit.now)
            await note_act(
                session, Act.LINE_LOOKED_INTO, quest_id, by=visit.operator.id, at=visit.now
            )
    except LineMissing:
        transcript = None
    return visit.render("quest_line.html", transcript=transcript, quest_id=quest_id)


async def show_photo(visit: Visit) -> Response:
    """Show a photo of a quest, whose metadata was taken out when it was kept."""
    async with visit.services.db.begin() as session:
        photo = await kept_photo(session, visit.id_in("quest"), visit.id_in("photo"))
    if photo is None:
        raise HTTPException(404)
    try:
        kept = await visit.services.storage.get(photo.key)
    except FileMissing as error:
        raise HTTPException(404) from error
    return Response(kept.content, media_type=kept.media_type)


async def show_evidence(visit: Visit) -> Response:
    """Show a photo that came with a complaint, fetched from where it lies."""
    quest_id, word_id = visit.id_in("quest"), visit.id_in("word")
    place = visit.request.path_params["place"]
    async with visit.services.db.begin() as session:
        file_id = None
        if place in _PLACES:
            file_id = await photo_in(session, quest_id, word_id, int(place))
    if file_id is None:
        raise HTTPException(404)
    fetch = (await visit.bot_side()).photos_of(visit.services.settings)
    try:
        jpeg = await fetch_photo(visit.services.redis, fetch, file_id)
    except FileGone as error:
        raise HTTPException(404) from error
    except NotFetched as error:
        raise HTTPException(503) from error
    return Response(jpeg, media_type=MEDIA_TYPE)


def _problem(why: Exception) -> str:
    return _PROBLEMS.get(type(why), "other")


def _number(visit: Visit, field: str) -> int | None:
    written = visit.form.text(field)
    return int(written) if written.isascii() and written.isdigit() and len(written) < 5 else None  # noqa: PLR2004  (no such number is that long)


PAGES = (
    Page("/quests/{quest}", Permission.LOOK, show_quest),
    Page("/quests/{quest}/line", Permission.SEE_PEOPLE, show_line),
    Page("/quests/{quest}/photos/{photo}", Permission.SEE_PEOPLE, show_photo),
    Page("/quests/{quest}/evidence/{word}/{place}", Permission.SEE_PEOPLE, show_evidence),
    Page("/quests/{quest}/write", Permission.HELP_PEERS, write, ("POST",)),
    Page("/quests/{quest}/{deed}", Permission.HELP_PEERS, act, ("POST",)),
    Page(
        "/quests/{quest}/interventions/{intervention}/{answer}",
        Permission.MOVE_MONEY,
        judge,
        ("POST",),
    ),
    Page("/approvals", Permission.MOVE_MONEY, show_waiting),
)
