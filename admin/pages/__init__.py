"""All pages. A page is a module here with its `PAGES`, a template, and a line of the navigation."""

from admin.pages import account, find, operators, overview, peers, sign_in, tables

PAGES = (
    *sign_in.PAGES,
    *overview.PAGES,
    *find.PAGES,
    *tables.PAGES,
    *peers.PAGES,
    *account.PAGES,
    *operators.PAGES,
)
