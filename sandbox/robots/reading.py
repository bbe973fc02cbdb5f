"""What a robot makes of a screen: nothing, a text to type, or a button to press. Pure.

A screen is known by the emoji its first bold line begins with, and by those of its buttons. The
card of an offer has a line with the price and, while it waits for an answer, one with an hourglass.
"""

from dataclasses import dataclass
from random import Random
from typing import Any

from sandbox.robots.bargaining import Deed, Price, amount_in, answer, prices_in
from sandbox.robots.chatting import Talks, is_of_chat, speak, wants_to_chat
from sandbox.robots.plans import Plan

_BACK = ("\u2039", "◀", "🗑", "✖")
_TAKE, _PROPOSE, _REFUSE, _TYPE = "✅", "💬", "🙅", "✏"
_PRICE, _AWAITED = "💶", "⏳"
_MENU = "🧭"
_DIGEST, _REMINDER, _MINE = "🤝", "⏰", "👉"
_FROM, _TO = "🛫", "🛬"
_PAY, _CHAT = "💳", "💬"
_PAYS = 0.9
"""So many of those who agreed pay; the others let the time run out."""

_PLACE = "📎"
"""Stands where a question also takes a location, as the one for one's home does."""


@dataclass(frozen=True, slots=True)
class Press:
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Type:
    text: str


@dataclass(frozen=True, slots=True)
class Pay:
    session: str
    """The end of the link that a button leads to."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Words in answer to the message."""

    text: str


Act = Press | Type | Pay | Answer | None
_Buttons = list[tuple[str, Press]]


def stands_alone(message: dict[str, Any]) -> bool:
    """Tell a card or what somebody said, of which there may be several at once, from a screen."""
    return _is_offer(lines := _lines(message)) or is_of_chat(lines)


def react(
    message: dict[str, Any], plan: Plan, talks: Talks, dice: Random, *, has_posted: bool
) -> Act:
    """Decide what to do about a message of the bot."""
    buttons, lines = _buttons(message), _lines(message)
    number = int(message.get("message_id", 0))
    if has_posted and (said := speak(lines, talks, dice, language=plan.language, number=number)):
        return Answer(said.text) if said.is_answer else Type(said.text)
    if not buttons:
        return None
    if link := _payable(message):
        return Pay(link) if dice.random() < _PAYS else None
    if _is_offer(lines) and any(line.startswith(_AWAITED) for line in lines):
        return _on_card(lines, buttons, dice)
    chat = _press(buttons, _CHAT)
    if has_posted and chat and wants_to_chat(lines, talks, dice, number=number):
        return chat
    if has_posted:
        return _on_news(lines[0], buttons, dice) if lines else None
    return _on_form(lines, buttons, plan)


def _is_offer(lines: list[str]) -> bool:
    return any(line.startswith(_PRICE) for line in lines)


def _on_form(lines: list[str], buttons: _Buttons, plan: Plan) -> Act:
    """Go on joining and posting."""
    signs = {line[:1] for line in lines}
    if lines and lines[0].startswith(_MENU):
        return Type(plan.line)
    if take := _press(buttons, _TAKE):
        return take
    if _FROM in signs:
        return Type(plan.way.start)
    if _TO in signs:
        return Type(plan.way.end)
    if any(_PLACE in line for line in lines):
        return Type(plan.home)
    if "🧾" in signs:
        return Type(plan.thing)
    return _first(buttons)


def _on_card(lines: list[str], buttons: _Buttons, dice: Random) -> Act:
    """Answer an offer, or say which price or which reason."""
    is_carrier = lines[0].startswith("📦")
    price = prices_in(next(line for line in lines if line.startswith(_PRICE)))
    take = _press(buttons, _TAKE)
    if take is None:
        return _choose(buttons, price, dice, is_carrier=is_carrier)
    beside = [one for one in buttons if one[1].row == take.row]
    match answer(price, dice, is_carrier=is_carrier):
        case Deed.TAKE:
            return take
        case Deed.PROPOSE:
            return _press(beside, _PROPOSE) or take
        case Deed.REFUSE:
            return _press(buttons, _REFUSE)
        case Deed.FORGET:
            return None


def _choose(buttons: _Buttons, price: Price, dice: Random, *, is_carrier: bool) -> Act:
    """Ask for more as a Carrier and for less as a Requester; any reason is as good as another."""
    offered = [
        (amount, place)
        for label, place in buttons
        if not label.startswith((_TYPE, *_BACK)) and (amount := amount_in(label)) is not None
    ]
    if offered:
        right = [place for amount, place in offered if (amount > price.live) == is_carrier]
        return dice.choice(right) if right else _press(buttons, _BACK)
    return dice.choice([place for label, place in buttons if not label.startswith(_BACK)])


def _on_news(first: str, buttons: _Buttons, dice: Random) -> Act:
    """Look at offers that came without a card, or are about to run out."""
    if not first.startswith((_DIGEST, _REMINDER)):
        return None
    mine = [place for label, place in buttons if label.startswith(_MINE)]
    return dice.choice(mine) if mine else _press(buttons, _DIGEST)


def _press(buttons: _Buttons, sign: str | tuple[str, ...]) -> Press | None:
    return next((place for label, place in buttons if label.startswith(sign)), None)


def _first(buttons: _Buttons) -> Press | None:
    return next((place for label, place in buttons if not label.startswith(_BACK)), None)


def _lines(message: dict[str, Any]) -> list[str]:
    return str(message.get("text") or message.get("caption") or "").splitlines()


def _payable(message: dict[str, Any]) -> str | None:
    """Find the payment that a button leads to."""
    links = [button for button in _all_buttons(message) if "url" in button]
    found = (str(one["url"]) for one in links if str(one["text"]).startswith(_PAY))
    return next((url.rpartition("/")[2] for url in found), None)


def _all_buttons(message: dict[str, Any]) -> list[dict[str, Any]]:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [button for row in rows for button in row]


def _buttons(message: dict[str, Any]) -> _Buttons:
    rows = (message.get("reply_markup") or {}).get("inline_keyboard") or []
    return [
        (str(button["text"]), Press(y, x))
        for y, row in enumerate(rows)
        for x, button in enumerate(row)
        if "callback_data" in button
    ]
