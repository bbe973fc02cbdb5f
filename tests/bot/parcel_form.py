"""Ways through the form of a parcel, for tests in which something else matters."""

from typing import Any

from tests.phones import Person, buttons


async def name_ends(requester: Person, to: str) -> None:
    await requester.press("Delhi")
    await requester.hears("Where to?")
    await requester.text(to)
    await requester.hears("What is inside?")


async def list_things(requester: Person, things: str = "2 novels 15\nScarf, 20 EUR") -> None:
    await requester.text(things)
    await requester.hears("Inside, worth")
    await requester.press("Done")
    await requester.hears("What is it most of all?")


async def measure(requester: Person) -> None:
    await requester.press("Books")
    await requester.hears("How heavy is it")
    await requester.text("700 g")
    await requester.hears("How large is it")
    await requester.press("Shoebox")
    await requester.hears("Show what it is")


async def choose_a_day_ahead(person: Person, calendar: dict[str, Any]) -> None:
    """Press one in the middle of those that lie ahead, whatever day it is today.

    On the last day of a month its calendar shows that day alone. On the first day of a long one the
    next month has no day that may be chosen.
    """
    shown = _days_of(calendar)
    if len(shown) == 1:
        await person.press("\u203a")
        shown = _days_of(await person.hears(lambda message: len(_days_of(message)) > 1))
    await person.press(shown[len(shown) // 2])


def _days_of(calendar: dict[str, Any]) -> list[str]:
    return [one for one in buttons(calendar) if one.isdigit()]


async def choose_days(requester: Person) -> dict[str, Any]:
    await requester.hears("From which day")
    await requester.press("It is ready now")
    await choose_a_day_ahead(requester, await requester.hears("By which day"))
    return await requester.hears("What do you pay the traveler?")


async def agree_on_terms(requester: Person) -> dict[str, Any]:
    reward = await choose_days(requester)
    await requester.press(next(text for text in buttons(reward) if text.startswith("✅")))
    await requester.hears("Who receives it?")
    await requester.press("I do")
    return await requester.hears("Does this look right?")


async def fill_in_parcel(requester: Person, to: str = "Mumbai") -> dict[str, Any]:
    """Answer every question, without photos; give the review."""
    await name_ends(requester, to)
    await list_things(requester)
    await measure(requester)
    await requester.press("Without photos")
    return await agree_on_terms(requester)


async def post_parcel(requester: Person) -> dict[str, Any]:
    await requester.press("Nothing prohibited inside: post it")
    await requester.hears("Your parcel is up")
    await requester.press("Show my parcel")
    return await requester.hears("Open: travelers find it")
