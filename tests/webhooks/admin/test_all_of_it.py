"""What an operator can do on a page his script can do as well, and what is his own it cannot."""

import re

from admin.pages import PAGES
from admin.shell.access import Page
from admin.tables import LISTINGS
from webhooks.admin.operations import operations_of, routers_of

_OWN = re.compile(r"/(sign-in|sign-out|welcome|account)(/|$)|.*/live$")
"""Coming in, what belongs to the operator himself, and news for a page that stays open."""

_AS_ON_PAGE = {
    "GET /": ("GET /tallies",),
    "GET /quests/{quest}/line": ("GET /lines/{line_or_quest}",),
    "GET /lines/{line}": ("GET /lines/{line_or_quest}",),
    "POST /lines/{line}/{side}": ("POST /lines/{line_id}/{side}/unmask",),
    "POST /quests/{quest}/{deed}": tuple(
        f"POST /quests/{{quest_id}}/{deed}"
        for deed in ("extend", "unlock", "decide", "release", "call-off")
    ),
    "POST /quests/{quest}/interventions/{intervention}/{answer}": (
        "POST /approvals/{intervention_id}/agree",
        "POST /approvals/{intervention_id}/decline",
    ),
    "POST /moderation/holds/{message}": ("POST /moderation/holds/{message_id}/uncover",),
    "POST /moderation/{parcel}/{verdict}": (
        "POST /moderation/parcels/{parcel_id}/pass",
        "POST /moderation/parcels/{parcel_id}/refuse",
    ),
    "POST /broadcasts/{broadcast}/{event}": tuple(
        f"POST /broadcasts/{{broadcast_id}}/{event}"
        for event in ("start", "pause", "resume", "cancel")
    ),
    "POST /tickets/{ticket}/say": ("POST /tickets/{ticket_id}/messages",),
    "POST /tickets/{ticket}/{deed}": tuple(
        f"POST /tickets/{{ticket_id}}/{deed}"
        for deed in ("assign", "priority", "tags", "merge", "solve", "close")
    ),
    "POST /peers/{peer}/note": ("POST /peers/{peer_id}/notes",),
    "POST /peers/{peer}/{deed}": tuple(
        f"POST /peers/{{peer_id}}/{deed}" for deed in ("warn", "suspend", "ban", "lift")
    ),
    "POST /operators/{operator}/{act}": tuple(
        f"POST /operators/{{operator_id}}/{act}" for act in ("role", "reset", "disable")
    ),
}
"""Pages whose operations have another path than theirs."""

OPERATIONS = {
    f"{method} {one.path}"
    for one in operations_of(routers_of(LISTINGS))
    for method in one.methods or ()
}


def _operations_for(page: Page) -> tuple[str, ...]:
    said = f"{page.methods[0]} {page.path}"
    same = re.sub(r"{(\w+)}", r"{\1_id}", said).replace("{place_id}", "{place}")
    return _AS_ON_PAGE.get(said, (same,))


def test_every_page_has_its_operations_and_every_operation_is_there() -> None:
    missing = {
        f"{page.path}: {one}"
        for page in PAGES
        if not _OWN.match(page.path)
        for one in _operations_for(page)
        if one not in OPERATIONS
    }
    assert not missing


def test_no_script_comes_in_or_makes_tokens() -> None:
    assert not {one for one in OPERATIONS if _OWN.match(one.partition(" ")[2])}
    assert not {one for one in OPERATIONS if "token" in one or "password" in one}
