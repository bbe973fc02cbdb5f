"""All pages. A page is a module here with its `PAGES`, a template, and a line of the navigation."""

from admin.pages import (
    account,
    broadcasts,
    canned,
    find,
    mandates,
    moderation,
    operators,
    overview,
    peers,
    provider,
    quests,
    sign_in,
    support_report,
    tables,
    tickets,
)

PAGES = (
    *sign_in.PAGES,
    *provider.PAGES,
    *overview.PAGES,
    *find.PAGES,
    *quests.PAGES,
    *moderation.PAGES,
    *broadcasts.PAGES,
    *tables.PAGES,
    *canned.PAGES,
    *tickets.PAGES,
    *support_report.PAGES,
    *peers.PAGES,
    *account.PAGES,
    *mandates.PAGES,
    *operators.PAGES,
)
