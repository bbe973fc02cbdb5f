"""The search box of the bar: leads straight to the one thing there is, or lists what there is."""

from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.addresses import (
    GLIDEPATH,
    LINE,
    OFFER,
    PARCEL,
    PAYMENT,
    PEER,
    PEER_IN_TABLE,
    QUEST,
    REPORT,
    TICKET,
)
from admin.shell.visit import Visit
from core.finding.queries import find
from core.finding.states import Sort
from core.operators.states import Permission

_PAGES = {
    Sort.PEER: PEER,
    Sort.QUEST: QUEST,
    Sort.PARCEL: PARCEL,
    Sort.GLIDEPATH: GLIDEPATH,
    Sort.OFFER: OFFER,
    Sort.PAYMENT: PAYMENT,
    Sort.COMPLAINT: QUEST,
    Sort.LINE: LINE,
    Sort.REPORT: REPORT,
    Sort.TICKET: TICKET,
}


async def show_found(visit: Visit) -> Response:
    typed = visit.request.query_params.get("q", "")
    sees_people = visit.operator.may(Permission.SEE_PEOPLE)
    async with visit.services.reading.begin() as session:
        found = await find(session, typed, sees_people=sees_people)
    pages = _PAGES if sees_people else {**_PAGES, Sort.PEER: PEER_IN_TABLE, Sort.LINE: REPORT}
    helps = visit.operator.may(Permission.HELP_PEERS)
    found = [one for one in found if helps or one.sort is not Sort.TICKET]
    lines = [(one, pages[one.sort].format(one.shown)) for one in found]
    if len(lines) == 1:
        return visit.go(lines[0][1])
    return visit.render("find.html", typed=typed, lines=lines, sees_people=sees_people, helps=helps)


PAGES = (Page("/find", Permission.LOOK, show_found),)
