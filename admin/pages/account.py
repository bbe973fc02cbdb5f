"""One's own account: where one is signed in, password, recovery codes."""

from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Door, Page
from admin.shell.visit import Visit
from core.operators.queries import recovery_codes_left
from core.operators.states import NotLetIn
from core.sittings.queries import live_sittings
from core.sittings.service import end_sitting


async def show_account(visit: Visit) -> Response:
    return await _show(visit)


async def _show(
    visit: Visit, *, error: NotLetIn | None = None, about: str = "", is_unequal: bool = False
) -> Response:
    async with visit.services.db.begin() as session:
        sittings = await live_sittings(session, visit.operator, at=visit.now)
        codes_left = await recovery_codes_left(session, visit.operator)
    return visit.render(
        "account.html",
        status=200 if error is None else 400,
        sittings=sittings,
        codes_left=codes_left,
        error=error,
        about=about,
        is_unequal=is_unequal,
    )


async def sign_out_there(visit: Visit) -> Response:
    try:
        sitting_id = UUID(visit.request.path_params["sitting"])
    except ValueError as error:
        raise HTTPException(404) from error
    async with visit.services.db.begin() as session:
        if not await end_sitting(session, visit.operator, sitting_id, at=visit.now):
            raise HTTPException(404)
    return visit.go("/account", flash="signed-out-there")


async def renew_codes(visit: Visit) -> Response:
    try:
        codes = await visit.doorkeeper.renew_codes(
            visit.seat, visit.form.text("code"), at=visit.now
        )
    except NotLetIn as error:
        return await _show(visit, error=error, about="codes")
    return visit.render("sign_in/codes.html", codes=codes)


async def change_password(visit: Visit) -> Response:
    new = visit.form.exact("password")
    if new != visit.form.exact("again"):
        return await _show(visit, about="password", is_unequal=True)
    try:
        await visit.doorkeeper.change_password(
            visit.seat, visit.form.exact("old"), new, at=visit.now
        )
    except NotLetIn as error:
        return await _show(visit, error=error, about="password")
    return visit.go("/account", flash="password-changed")


PAGES = (
    Page("/account", Door.ANY_OPERATOR, show_account),
    Page("/account/sittings/{sitting}/end", Door.ANY_OPERATOR, sign_out_there, ("POST",)),
    Page("/account/codes", Door.ANY_OPERATOR, renew_codes, ("POST",)),
    Page("/account/password", Door.ANY_OPERATOR, change_password, ("POST",)),
)
