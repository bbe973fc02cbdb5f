"""Who may come in where: every route, every role."""

import re
from urllib.parse import urlsplit

import httpx
import pytest
from starlette.responses import Response

from admin.app import build_console
from admin.door import ConsoleDoor
from admin.pages import PAGES
from admin.shell.access import Door, Page
from admin.shell.visit import Visit
from core.operators.states import Permission, Role, may
from core.wiring import Services
from tests.admin.console import HOST, Console, an_operator
from webhooks.app import build_web

_NOBODY = "00000000-0000-7000-8000-000000000000"


def _path(page: Page) -> str:
    return re.sub(r"{\w+(:\w+)?}", _NOBODY, page.path)


async def _asks(console: Console, page: Page) -> int:
    """Ask for a page, with a mark where a form is sent; answer the status."""
    if "GET" in page.methods:
        return (await console.get(_path(page))).status_code
    response = await console.send(_path(page), on="/account")
    return response.status_code


def test_every_page_says_what_it_asks_for() -> None:
    assert PAGES
    unclear = {page.path for page in PAGES if page.asks_for not in {*Door, *Permission}}
    assert not unclear
    open_ones = {urlsplit(page.path).path for page in PAGES if page.asks_for is Door.OPEN}
    assert open_ones == {
        *("/sign-in", "/sign-in/demo", "/welcome/{link}", "/sign-out"),
        *("/sign-in/provider", "/sign-in/provider/back"),
    }


@pytest.mark.parametrize("role", Role)
async def test_a_page_opens_for_the_roles_that_have_its_permission_and_for_no_other(
    house: Services, console: Console, role: Role
) -> None:
    operator, _ = await an_operator(house, role)
    await console.sits_as(operator)
    wrong = {}
    for page in PAGES:
        if isinstance(page.asks_for, Permission):
            is_shut = await _asks(console, page) == 403
            if is_shut is may(role, page.asks_for):
                wrong[f"{page.methods[0]} {page.path}"] = page.asks_for
    assert not wrong


async def test_nobody_comes_in_without_a_sitting(console: Console) -> None:
    wrong = {}
    for page in PAGES:
        if page.asks_for is Door.OPEN:
            continue
        method = page.methods[0]
        response = await console.client.request(method, f"/admin{_path(page)}")
        goes = urlsplit(response.headers.get("Location", "")).path
        if (response.status_code, goes) != (303, "/admin/sign-in"):
            wrong[f"{method} {page.path}"] = response.status_code
    assert not wrong


async def test_a_form_without_its_mark_or_from_elsewhere_changes_nothing(
    house: Services, console: Console
) -> None:
    operator, _ = await an_operator(house)
    await console.sits_as(operator)
    posts = [page for page in PAGES if "POST" in page.methods and page.asks_for != Door.HALFWAY]
    assert posts
    for page in posts:
        bare = await console.client.post(f"/admin{_path(page)}", data={"why": "because"})
        assert bare.status_code == 403, page.path
        assert "This form is too old" in bare.text
        files = {"picture": ("a.jpg", b"", "image/jpeg")}
        bare = await console.client.post(f"/admin{_path(page)}", data={"why": "x"}, files=files)
        assert bare.status_code == 403, page.path
    mark = await console.mark("/account")
    for header in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        strange = await console.client.post("/admin/sign-out", data={"_mark": mark}, headers=header)
        assert strange.status_code == 403
    own = {"Origin": "http://console.example", "Sec-Fetch-Site": "same-origin"}
    ended = await console.client.post("/admin/sign-out", data={"_mark": mark}, headers=own)
    assert ended.status_code == 303


async def test_what_is_not_there_is_said_kindly_and_with_safe_headers(
    house: Services, console: Console
) -> None:
    stranger = await console.get("/no-such-page")
    assert (stranger.status_code, "There is nothing at this address" in stranger.text) == (
        404,
        True,
    )
    operator, _ = await an_operator(house)
    await console.sits_as(operator)
    for path in ("/no-such-page", "/", "/static/tokens.css"):
        headers = (await console.get(path)).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
    assert (await console.get("/")).headers["Cache-Control"] == "no-store"
    assert (await console.client.get("/admin")).headers["Location"] == "/admin/"


async def test_a_failure_is_worded_and_tells_nothing_of_what_is_inside(house: Services) -> None:
    async def fail(visit: Visit) -> Response:
        raise LookupError("the secret of the house")

    app = build_console(house, [Page("/fail", Door.OPEN, fail)])
    transport = httpx.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        answer = await client.get("/fail")
    assert answer.status_code == 500
    assert "Something went wrong on our side" in answer.text
    assert "secret of the house" not in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


async def test_behind_a_path_of_a_proxy_every_link_leads_there(house: Services) -> None:
    app = build_web(house, console=ConsoleDoor(house))
    transport = httpx.ASGITransport(app=app, root_path="/cargo")
    async with httpx.AsyncClient(transport=transport, base_url=HOST) as client:
        page = await client.get("/admin/sign-in")
    found = set(re.findall(r'(?:href|src|action)="([^"]+)"', page.text))
    assert found
    assert all(one.startswith("/cargo/admin/") for one in found)
    assert "Path=/cargo/admin;" in page.headers["Set-Cookie"]
