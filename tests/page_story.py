"""The story that two phones of a demo play: Maya carries what Diego sends."""

import re
from datetime import timedelta

from core.clock import utc_now
from tests.page_phones import Phone

_CODE = re.compile(r"\b\d{6}\b")


async def they_meet(maya: Phone, diego: Phone) -> None:
    """Let both join, one post a trip and the other a parcel that fits; the offer is there."""
    day = utc_now().date() + timedelta(days=3)
    await maya.joins("Lisboa")
    await diego.joins("Lisboa")
    await maya.types(f"/trip LIS BCN {day} 10:00 10kg flight")
    await maya.presses("✅")
    await maya.reads("Your trip is up")
    line = f"/send LIS BCN 1kg books {day + timedelta(days=2)} 20 EUR"
    await diego.fills_in(line, until="is up")
    await maya.reads("A parcel for your trip")


async def they_open_it(maya: Phone, diego: Phone) -> str:
    """Let both say that they have looked inside; answer the code that the sender is shown."""
    await maya.presses("Opened, all is there")
    await diego.reads("The other side has looked inside")
    await diego.presses("Opened, all is there")
    await maya.reads("You have the parcel")
    await diego.presses("Show the code")
    code = _CODE.search(await diego.reads("Forward this message"))
    if code is None:
        raise LookupError("no code is in what the sender forwards")
    await maya.presses("Enter the code")
    await maya.reads("The code, please")
    return code[0]


async def they_hand_it_over(maya: Phone, diego: Phone, code: str) -> None:
    await maya.types(code)
    await maya.reads("The parcel is handed over")
    await diego.reads("If all is well, you need not do anything")
