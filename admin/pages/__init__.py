"""All pages. A page is a module here with its `PAGES`, a template, and a line of the navigation."""

from admin.pages import account, operators, overview, sign_in

PAGES = (
    *sign_in.PAGES,
    *overview.PAGES,
    *account.PAGES,
    *operators.PAGES,
)
