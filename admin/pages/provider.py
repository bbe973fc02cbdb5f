"""The way in by the word of a provider: leaving for it, and coming back."""

import secrets

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from admin.pages.sign_in import own_path, seat
from admin.shell.access import Door, Page
from admin.shell.visit import SIGN_ON_COOKIE, Visit
from core.operators.states import NotLetIn
from core.providers.states import Doubt, NotVouchedFor
from core.signons.flows import Reception
from core.signons.service import SIGN_ON_LIVES
from core.sittings.states import Stage

_SECRET_BYTES = 32
_SEE_OTHER = 303
_STATUS = {Doubt.DENIED: 403, Doubt.LOST: 400, Doubt.AWAY: 503}
_TURNED_AWAY = 403


async def leave(visit: Visit) -> Response:
    """Lead to the provider. By a link and not by a form, whose answer may lead nowhere else."""
    reception = _reception(visit)
    secret = visit.request.cookies.get(SIGN_ON_COOKIE) or secrets.token_urlsafe(_SECRET_BYTES)
    try:
        there = await reception.leave(
            browser_secret=secret,
            back=visit.address("/sign-in/provider/back"),
            after=own_path(visit.request.query_params.get("next", "")),
            network=visit.network,
            at=visit.now,
        )
    except NotVouchedFor as error:
        return _turn_away(visit, error.why)
    except NotLetIn as error:
        return visit.render("sign_in/provider.html", status=429, why="", error=error)
    response = RedirectResponse(there, status_code=_SEE_OTHER)
    seconds = int(SIGN_ON_LIVES.total_seconds())
    visit.keep(response, SIGN_ON_COOKIE, secret, seconds=seconds)
    return response


async def arrive(visit: Visit) -> Response:
    try:
        arrived = await _reception(visit).arrive(
            visit.request.query_params,
            browser_secret=visit.request.cookies.get(SIGN_ON_COOKIE, ""),
            back=visit.address("/sign-in/provider/back"),
            browser=visit.browser,
            network=visit.network,
            at=visit.now,
        )
    except NotVouchedFor as error:
        return _turn_away(visit, error.why)
    after = own_path(arrived.after)
    if arrived.stage is Stage.FULL:
        return seat(visit, arrived.token, after)
    is_enrolled = arrived.operator.enrolled_at is not None
    question = "/sign-in/code" if is_enrolled else "/sign-in/enrol"
    return seat(visit, arrived.token, question, after=after)


def _reception(visit: Visit) -> Reception:
    if visit.reception is None:
        raise HTTPException(404)
    return visit.reception


def _turn_away(visit: Visit, why: Doubt) -> Response:
    return visit.render(
        "sign_in/provider.html", status=_STATUS.get(why, _TURNED_AWAY), why=why, error=None
    )


PAGES = (
    Page("/sign-in/provider", Door.OPEN, leave),
    Page("/sign-in/provider/back", Door.OPEN, arrive),
)
