"""How quickly Peers are answered, and what help lacks."""

from datetime import UTC, datetime, time, timedelta

from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.spans import asked_span, usual_spans
from admin.shell.visit import Visit
from core.articles.queries import failing_articles, misses
from core.operators.states import Permission
from core.tickets.queries import speeds


async def show_report(visit: Visit) -> Response:
    span = asked_span(visit)
    since = datetime.combine(span.first, time(), UTC)
    until = datetime.combine(span.last + timedelta(days=1), time(), UTC)
    async with visit.services.reading.begin() as session:
        reports = await speeds(session, since=since, until=until)
        failing = await failing_articles(session, since=span.first, until=span.last)
        lacking = await misses(session, since=span.first, until=span.last)
    whole = next((one for one in reports if one.category is one.language is None), None)
    return visit.render(
        "support_report.html",
        span=span,
        spans=usual_spans(visit),
        whole=whole,
        by_category=[one for one in reports if one.category and not one.language],
        by_language=[one for one in reports if one.language and not one.category],
        by_both=[one for one in reports if one.category and one.language],
        failing=failing,
        lacking=lacking,
    )


PAGES = (Page("/support", Permission.HELP_PEERS, show_report),)
