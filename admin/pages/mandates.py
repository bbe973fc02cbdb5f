"""One's own tokens for scripts: which there are, making one, ending one."""

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Door, Page
from admin.shell.visit import Visit
from core.mandates.queries import live_mandates
from core.mandates.service import end_mandate, make_mandate
from core.mandates.states import (
    LIVES_DAYS,
    LONGEST_NAME,
    BeyondTheRole,
    LivesTooLong,
    MandateMissing,
    MandateNameMissing,
    MandateRefused,
    ScopeMissing,
    TooManyMandates,
    lendable,
)
from core.operators.states import NotLetIn

_PROBLEMS: dict[type[MandateRefused], str] = {
    MandateNameMissing: "no-name",
    ScopeMissing: "no-scope",
    BeyondTheRole: "beyond",
    LivesTooLong: "days",
    TooManyMandates: "too-many",
}
_USUAL_DAYS = 90
_LONGEST_DAYS = 3


async def show_mandates(visit: Visit) -> Response:
    return await _show(visit)


async def _show(
    visit: Visit, *, problem: str = "", error: NotLetIn | None = None, secret: str = ""
) -> Response:
    async with visit.services.db.begin() as session:
        mandates = await live_mandates(session, visit.operator.id, at=visit.now)
    return visit.render(
        "mandates.html",
        status=400 if problem or error else 200,
        mandates=mandates,
        scopes=lendable(visit.operator.role),
        days=LIVES_DAYS,
        usual_days=_USUAL_DAYS,
        longest_name=LONGEST_NAME,
        problem=problem,
        error=error,
        secret=secret,
    )


async def make(visit: Visit) -> Response:
    """Make one and show it, this once. It outlasts the sitting, so the telephone is asked again."""
    form = visit.form
    written = form.text("days")
    days = int(written) if written.isdecimal() and len(written) <= _LONGEST_DAYS else 0
    try:
        await visit.doorkeeper.prove_again(visit.seat, form.text("code"), at=visit.now)
        async with visit.services.db.begin() as session:
            _, secret = await make_mandate(
                session,
                visit.operator.id,
                name=form.text("name"),
                scopes=form.texts("scope"),
                days=days,
                at=visit.now,
            )
    except NotLetIn as error:
        return await _show(visit, error=error)
    except MandateRefused as refusal:
        return await _show(visit, problem=_PROBLEMS[type(refusal)])
    return await _show(visit, secret=secret)


async def end(visit: Visit) -> Response:
    mandate_id = visit.id_in("mandate")
    try:
        async with visit.services.db.begin() as session:
            await end_mandate(session, visit.operator.id, mandate_id, at=visit.now)
    except MandateMissing as error:
        raise HTTPException(404) from error
    return visit.go("/account/tokens", flash="token-ended")


PAGES = (
    Page("/account/tokens", Door.ANY_OPERATOR, show_mandates),
    Page("/account/tokens", Door.ANY_OPERATOR, make, ("POST",)),
    Page("/account/tokens/{mandate}/end", Door.ANY_OPERATOR, end, ("POST",)),
)
