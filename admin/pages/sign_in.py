"""The way in: password, second factor, the link of who is new, and the open door of the demo."""

from urllib.parse import urlsplit

import segno
from markupsafe import Markup
from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Door, Page
from admin.shell.visit import SITTING_COOKIE, Visit
from core.operators.queries import operator_at, operator_of_link
from core.operators.service import add_operator
from core.operators.states import NotLetIn, Role, factor_key, factor_link
from core.settings import CargoEnv
from core.sittings.service import begin_sitting, end_sitting
from core.sittings.states import Stage

_DEMO_HOST = "demo.example"
_TURNED_AWAY = 401
_TOO_OFTEN = 429
_GROUP = 4


async def show_sign_in(visit: Visit) -> Response:
    if visit.is_in:
        return visit.go("/")
    return _ask(visit, error=None)


async def sign_in(visit: Visit) -> Response:
    try:
        token = await visit.doorkeeper.sign_in(
            visit.form.text("email"),
            visit.form.exact("password"),
            browser=visit.browser,
            network=visit.network,
            at=visit.now,
        )
    except NotLetIn as error:
        return _ask(visit, error=error)
    return seat(visit, token, "/sign-in/code", after=visit.form.text("next"))


def _ask(visit: Visit, *, error: NotLetIn | None) -> Response:
    is_demo = visit.services.settings.cargo_env is CargoEnv.DEMO
    return visit.render(
        "sign_in/password.html",
        status=_status(error),
        error=error,
        email=visit.form.text("email"),
        after=visit.form.text("next") or visit.request.query_params.get("next", ""),
        demo_roles=tuple(reversed(Role)) if is_demo else (),
        provider=None if visit.reception is None else visit.services.settings.oidc_name,
    )


async def enter_demo(visit: Visit) -> Response:
    """Let anybody in who plays with the demo, in the role he likes to see."""
    if visit.services.settings.cargo_env is not CargoEnv.DEMO or not _is_called_by_its_name(visit):
        raise HTTPException(404)
    wanted = visit.form.text("role")
    role = next((one for one in Role if one == wanted), Role.OWNER)
    async with visit.services.db.begin() as session:
        operator = await operator_at(session, f"{role}@{_DEMO_HOST}")
        if operator is None:
            operator, _ = await add_operator(
                session,
                email=f"{role}@{_DEMO_HOST}",
                name=f"Demo {role}",
                role=role,
                by=None,
                at=visit.now,
            )
        token = await begin_sitting(
            session,
            operator,
            Stage.FULL,
            browser=visit.browser,
            network=visit.network,
            at=visit.now,
        )
    return seat(visit, token, own_path(visit.form.text("next")))


def _is_called_by_its_name(visit: Visit) -> bool:
    """Keep pages of the world out that let their own name point at this machine (DNS rebinding)."""
    own = {urlsplit(visit.services.settings.web_url).hostname, "localhost", "127.0.0.1"}
    return visit.request.url.hostname in own


async def show_code(visit: Visit) -> Response:
    return visit.render("sign_in/code.html", error=None, after=_after(visit))


async def give_code(visit: Visit) -> Response:
    try:
        token = await visit.doorkeeper.prove(visit.seat, visit.form.text("code"), at=visit.now)
    except NotLetIn as error:
        return visit.render(
            "sign_in/code.html", status=_status(error), error=error, after=_after(visit)
        )
    return seat(visit, token, own_path(_after(visit)))


async def show_enrol(visit: Visit) -> Response:
    return _show_factor(visit, error=None)


async def enrol(visit: Visit) -> Response:
    if visit.operator.enrolled_at is not None:
        return visit.go("/sign-in/code")
    try:
        token, codes = await visit.doorkeeper.enrol(
            visit.seat, visit.form.text("code"), at=visit.now
        )
    except NotLetIn as error:
        return _show_factor(visit, error=error)
    response = visit.render("sign_in/codes.html", codes=codes)
    visit.keep(response, SITTING_COOKIE, token)
    return response


def _show_factor(visit: Visit, *, error: NotLetIn | None) -> Response:
    operator = visit.operator
    if operator.enrolled_at is not None:
        return visit.go("/sign-in/code")
    key = factor_key(operator.factor_salt, secret=visit.factor_secret)
    picture = segno.make(factor_link(key, email=operator.email), error="m", micro=False)
    return visit.render(
        "sign_in/enrol.html",
        status=_status(error),
        error=error,
        picture=Markup(picture.svg_inline(border=2, omitsize=True, lineclass=None)),  # noqa: S704
        key=" ".join(key[start : start + _GROUP] for start in range(0, len(key), _GROUP)),
    )


async def show_link(visit: Visit) -> Response:
    """Ask for a password. To look does not use the link up: chats fetch what is written in them."""
    return await _show_link(visit, error=None)


async def come_by_link(visit: Visit) -> Response:
    password = visit.form.exact("password")
    if password != visit.form.exact("again"):
        return await _show_link(visit, error=None, is_unequal=True)
    try:
        token = await visit.doorkeeper.come_by_link(
            visit.request.path_params["link"],
            password,
            browser=visit.browser,
            network=visit.network,
            at=visit.now,
        )
    except NotLetIn as error:
        return await _show_link(visit, error=error)
    return seat(visit, token, "/sign-in/enrol")


async def _show_link(visit: Visit, *, error: NotLetIn | None, is_unequal: bool = False) -> Response:
    async with visit.services.db.begin() as session:
        link = visit.request.path_params["link"]
        operator = await operator_of_link(session, link, at=visit.now)
    status = 410 if operator is None else _status(error)
    return visit.render(
        "sign_in/link.html", status=status, operator=operator, error=error, is_unequal=is_unequal
    )


async def sign_out(visit: Visit) -> Response:
    if visit.sitting is not None and visit.who is not None:
        async with visit.services.db.begin() as session:
            await end_sitting(session, visit.who, visit.sitting.id, at=visit.now)
    response = visit.go("/sign-in", flash="signed-out")
    response.delete_cookie(SITTING_COOKIE, path=visit.cookie_path)
    return response


def seat(visit: Visit, token: str, path: str, *, after: str = "") -> Response:
    """Give the browser its token and lead on; `after` is where he wanted to go at first."""
    if own_path(after) != "/":
        path = f"{path}?{visit.as_query(next=after)}"
    response = visit.go(path)
    visit.keep(response, SITTING_COOKIE, token)
    return response


def own_path(path: str) -> str:
    """Give a path of ours as it is, and the first page instead of anything else."""
    is_own = path.startswith("/") and not path.startswith(("//", "/\\", "/sign-in"))
    return path if is_own and path.isprintable() else "/"


def _after(visit: Visit) -> str:
    return visit.form.text("next") or visit.request.query_params.get("next", "")


def _status(error: NotLetIn | None) -> int:
    if error is None:
        return 200
    return _TURNED_AWAY if error.wait is None else _TOO_OFTEN


PAGES = (
    Page("/sign-in", Door.OPEN, show_sign_in),
    Page("/sign-in", Door.OPEN, sign_in, ("POST",)),
    Page("/sign-in/demo", Door.OPEN, enter_demo, ("POST",)),
    Page("/sign-in/code", Door.HALFWAY, show_code),
    Page("/sign-in/code", Door.HALFWAY, give_code, ("POST",)),
    Page("/sign-in/enrol", Door.HALFWAY, show_enrol),
    Page("/sign-in/enrol", Door.HALFWAY, enrol, ("POST",)),
    Page("/welcome/{link}", Door.OPEN, show_link),
    Page("/welcome/{link}", Door.OPEN, come_by_link, ("POST",)),
    Page("/sign-out", Door.OPEN, sign_out, ("POST",)),
)
