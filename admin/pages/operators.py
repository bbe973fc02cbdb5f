"""Who looks after the house: adding operators, their roles, letting them in anew, and out."""

from uuid import UUID

from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.mandates.service import shut_out
from core.operators.queries import operators
from core.operators.service import add_operator, disable_operator, give_role
from core.operators.states import (
    LastOwner,
    OperatorIsThere,
    OperatorMissing,
    Permission,
    Role,
)
from core.providers.queries import known_operators
from core.signons.service import begin_anew


async def show_operators(visit: Visit) -> Response:
    return await _show(visit)


async def _show(visit: Visit, *, problem: str = "", link: str = "", name: str = "") -> Response:
    async with visit.services.db.begin() as session:
        everybody = await operators(session)
        known = await known_operators(session)
    return visit.render(
        "operators.html",
        status=400 if problem else 200,
        everybody=everybody,
        known=known,
        roles=tuple(Role),
        problem=problem,
        link=link,
        name=name,
    )


async def add(visit: Visit) -> Response:
    email, name = visit.form.text("email"), visit.form.text("name")
    role = _role(visit)
    if "@" not in email.strip("@") or not name:
        return await _show(visit, problem="incomplete")
    try:
        async with visit.services.db.begin() as session:
            operator, link = await add_operator(
                session, email=email, name=name, role=role, by=visit.operator.id, at=visit.now
            )
    except OperatorIsThere:
        return await _show(visit, problem="there")
    return await _show(visit, link=visit.address(f"/welcome/{link}"), name=operator.name)


async def change(visit: Visit) -> Response:
    """Give a role, reset or disable: which one is said by the button."""
    operator_id, why = visit.id_in("operator"), visit.form.text("why")
    if not why:
        return await _show(visit, problem="no-reason")
    try:
        return await _change(visit, operator_id, visit.request.path_params["act"], why=why)
    except OperatorMissing as error:
        raise HTTPException(404) from error
    except LastOwner:
        return await _show(visit, problem="last-owner")


async def _change(visit: Visit, operator_id: UUID, act: str, *, why: str) -> Response:
    link = ""
    async with visit.services.db.begin() as session:
        by, at = visit.operator.id, visit.now
        match act:
            case "role":
                await give_role(session, operator_id, _role(visit), by=by, why=why, at=at)
            case "reset":
                link = await begin_anew(session, operator_id, by=by, why=why, at=at)
            case "disable":
                await disable_operator(session, operator_id, by=by, why=why, at=at)
                await shut_out(session, operator_id, at=at)
            case _:
                raise HTTPException(404)
    if link:
        return await _show(visit, link=visit.address(f"/welcome/{link}"))
    return visit.go("/operators", flash=f"operator-{act}")


def _role(visit: Visit) -> Role:
    try:
        return Role(visit.form.text("role"))
    except ValueError as error:
        raise HTTPException(400) from error


PAGES = (
    Page("/operators", Permission.RUN_HOUSE, show_operators),
    Page("/operators", Permission.RUN_HOUSE, add, ("POST",)),
    Page("/operators/{operator}/{act}", Permission.RUN_HOUSE, change, ("POST",)),
)
