"""Support's numbers and canned answers, for scripts."""

from typing import Any
from uuid import uuid4

from core.operators.states import Role
from core.wiring import Services
from tests.helpdesk import a_helpdesk
from tests.webhooks.admin.scripts import WHY, a_script

TEXTS = {"en": "Hello {name}, we look into {ticket}.", "es": "Hola {name}"}


async def test_a_canned_answer_is_kept_found_changed_and_dropped(house: Services) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        kept = await script.done("/canned", name=" We Look ", texts=TEXTS)
        assert kept["name"] == "we look"
        found = await script.get("/canned", find="hola")
        assert [one["id"] for one in found["items"]] == [kept["id"]]
        assert "ticket" in found["gaps"]
        assert (await script.get("/canned", find="nobody said so"))["items"] == []
        changed = await script.done(f"/canned/{kept['id']}", name="we look", texts={"en": "Soon."})
        assert await script.get(f"/canned/{kept['id']}") == changed
        assert changed["texts"] == {"en": "Soon."}
        await script.done(f"/canned/{kept['id']}/drop")
        missing = await script.http.get(f"/canned/{kept['id']}")
        assert (missing.status_code, missing.json()["title"]) == (404, "Canned missing")


async def test_a_canned_answer_that_does_not_fit_says_why(house: Services) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        await script.done("/canned", name="we look", texts=TEXTS)
        refused: dict[str, dict[str, Any]] = {
            "Name taken": {"name": "We look", "texts": TEXTS},
            "Name unfit": {"name": "!", "texts": TEXTS},
            "Not in english": {"name": "other", "texts": {"es": "Hola"}},
            "Text too long": {"name": "other", "texts": {"en": "x" * 2_001}},
            "Unknown gap": {"name": "other", "texts": {"en": "Hello {nobody}"}},
        }
        for title, said in refused.items():
            answer = await script.does("/canned", **said)
            assert answer.status_code == (409 if title == "Name taken" else 422), answer.text
            assert answer.json()["title"] == title
            assert answer.json()["detail"]
        assert len((await script.get("/canned"))["items"]) == 1


async def test_one_key_keeps_one_answer(house: Services) -> None:
    async with a_script(house, Role.SUPPORT) as script:
        said = {"name": "we look", "texts": TEXTS}
        first = await script.does("/canned", key="once", **said)
        again = await script.does("/canned", key="once", **said)
        assert (first.status_code, again.json()) == (201, first.json())


async def test_canned_answers_are_offered_as_they_would_be_said_on_a_ticket(
    house: Services,
) -> None:
    desk = await a_helpdesk(house.db)
    asked = await desk.write("Where is it?")
    ticket = await desk.ticket(asked.ticket_id)
    async with a_script(house, Role.SUPPORT) as script:
        await script.done("/canned", name="we look", texts=TEXTS)
        await script.done("/canned", name="your way", texts={"en": "From {from} to {to}."})
        found = (await script.get(f"/tickets/{ticket.id}/canned"))["items"]
        assert {one["name"]: (one["text"], one["missing"]) for one in found} == {
            "we look": (f"Hello {desk.noor.name}, we look into #{ticket.number}.", ""),
            "your way": ("From {from} to {to}.", "from"),
        }
        assert {one["language"] for one in found} == {"en"}
        assert (await script.http.get(f"/tickets/{uuid4()}/canned")).status_code == 404


async def test_how_long_people_wait_is_told_by_category_and_language(house: Services) -> None:
    desk = await a_helpdesk(house.db)
    asked = await desk.write("Where is it?")
    ticket = await desk.ticket(asked.ticket_id)
    async with a_script(house, Role.SUPPORT) as script:
        report = await script.get("/support")
        whole = next(one for one in report["speeds"] if not one["category"] and not one["language"])
        assert (whole["tickets"], whole["waiting"]) == (1, 1)
        assert {one["category"] for one in report["speeds"]} == {None, ticket.category.value}
        assert report["failing"] == report["lacking"] == []
        for wrong in ({"first": "2026-11-24", "last": "2026-11-23"}, {"first": "2020-01-01"}):
            answer = await script.http.get("/support", params=wrong)
            assert (answer.status_code, answer.json()["title"]) == (422, "Span too long")


async def test_nobody_else_keeps_canned_answers(house: Services) -> None:
    async with a_script(house, Role.VIEWER) as script:
        said = {"why": WHY, "name": "we look", "texts": TEXTS}
        answer = await script.http.post("/canned", json=said)
        assert answer.status_code == 403
        assert (await script.http.get(f"/canned/{uuid4()}")).status_code == 403
