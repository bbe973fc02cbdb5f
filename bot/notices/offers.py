"""The card of an offer in words, and the buttons below it. What it says, both sides see alike."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle

from bot.deeds import OfferDeed, OfferPress
from bot.notices.card import Button, Paragraph, Rows, card_call, cut
from bot.words import Words
from core.money import Money
from core.offers.states import OfferState, Reason, Side, presets
from core.trust.states import Level

Facts = Mapping[str, Any]


def word_offer(facts: Facts, words: Words) -> tuple[str, dict[str, Any]]:
    """Give the call that shows or changes the card, without its chat."""
    shown = _shown(facts, words)
    paragraphs = [
        [words.html(key, shown) for key in keys]
        for keys in (_what_keys(facts), _terms_keys(facts), _who_keys(facts), [_state_key(facts)])
    ]
    return card_call(facts, paragraphs, card_rows(facts, words))


def record_line(facts: Facts, words: Words) -> str:
    """Tell a Peer's record, as plain text: coarse words, and the numbers behind them."""
    if facts["level"] == Level.NEW:
        return words.plain("offer-record-new")
    parts = [words.plain(f"offer-level-{facts['level']}")]
    if facts["ratings"]:
        parts.append(words.plain("offer-record-stars", {"stars": Decimal(facts["stars"])}))
    parts.append(words.plain("offer-record-done", {"done": facts["done"]}))
    if facts["cancelled"]:
        parts.append(words.plain("offer-record-cancelled", {"cancelled": facts["cancelled"]}))
    if facts["since"]:
        parts.append(words.plain("offer-record-since", {"since": str(facts["since"])}))
    return " · ".join(parts)


def why_line(codes: str, side: str, words: Words) -> str:
    """Tell what speaks for a match, as plain text."""
    return ", ".join(words.plain(f"offer-why-{code}", {"side": side}) for code in codes.split())


def card_rows(facts: Facts, words: Words) -> Rows:
    """Give the buttons that a card has as things stand; none when the offer is over."""
    if facts["state"] != OfferState.OPEN:
        return ()
    offer_id = UUID(facts["id"])
    look = _button(words, "offer-look", OfferDeed.LOOK, offer_id)
    if facts["awaits"] != "me":
        ask = _button(words, "offer-ask", OfferDeed.ASK, offer_id)
        return ((_button(words, "offer-take-back", OfferDeed.TAKE_BACK, offer_id), look), (ask,))
    price: Money = facts["price"]
    take = Button(
        words.plain("offer-take", facts),
        OfferPress(deed=OfferDeed.TAKE, id=offer_id, minor=price.minor).pack(),
        style=ButtonStyle.SUCCESS,
    )
    other = _button(words, "offer-other-price", OfferDeed.PRICES, offer_id)
    return (
        (take, other) if facts["counters_left"] else (take,),
        (_button(words, "offer-decline", OfferDeed.DECLINE, offer_id), look),
        (_button(words, "offer-ask", OfferDeed.ASK, offer_id),),
        (_button(words, "offer-never", OfferDeed.BLOCK, offer_id),),
    )


def price_rows(facts: Facts, words: Words) -> Rows:
    """Give the prices that may be proposed at a press."""
    offer_id = UUID(facts["id"])
    prices = [
        Button(
            words.plain("offer-preset", {"price": price}),
            OfferPress(deed=OfferDeed.PROPOSE, id=offer_id, minor=price.minor).pack(),
        )
        for price in presets(facts["price"])
    ]
    return (
        prices,
        (_button(words, "offer-type-price", OfferDeed.TYPE, offer_id),),
        (_back(facts, words),),
    )


def decline_rows(facts: Facts, words: Words) -> Rows:
    """Give a Carrier the reasons he may have, and a Requester one button to be sure."""
    offer_id = UUID(facts["id"])
    if facts["side"] == Side.REQUESTER:
        sure = _button(words, "offer-decline-sure", OfferDeed.DECLINE_SURELY, offer_id)
        return ((sure,), (_back(facts, words),))
    reasons = [one for one in Reason if one is not Reason.DETOUR or facts["is_drive"]]
    buttons = [
        Button(
            words.plain(f"offer-reason-{reason}"),
            OfferPress(deed=OfferDeed.DECLINE_SURELY, id=offer_id, reason=reason).pack(),
        )
        for reason in reasons
    ]
    pairs = [buttons[at : at + 2] for at in range(0, len(buttons), 2)]
    return (*pairs, (_back(facts, words),))


def block_rows(facts: Facts, words: Words) -> Rows:
    sure = Button(
        words.plain("offer-never-sure"),
        OfferPress(deed=OfferDeed.BLOCK_SURELY, id=UUID(facts["id"])).pack(),
        style=ButtonStyle.DANGER,
    )
    return ((sure,), (_back(facts, words),))


def _button(words: Words, key: str, deed: OfferDeed, offer_id: UUID) -> Button:
    return Button(words.plain(key), OfferPress(deed=deed, id=offer_id).pack())


def _back(facts: Facts, words: Words) -> Button:
    return _button(words, "button-back", OfferDeed.BACK, UUID(facts["id"]))


def _shown(facts: Facts, words: Words) -> dict[str, Any]:
    return {
        **facts,
        "items": cut(facts["items"]),
        "kind": words.plain(f"category-{facts['category']}"),
        "least": facts["least_detour"].km,
        "most": facts["most_detour"],
        "record": record_line(facts, words),
        "why": why_line(facts["why"], facts["side"], words),
    }


def _what_keys(facts: Facts) -> Iterator[str]:
    """Name the lines about what goes where and when."""
    yield "notice-offer"
    if facts["is_invited"] and facts["side"] == Side.CARRIER:
        yield "offer-invited"
    yield "offer-route"
    if (facts["trip_from"], facts["trip_to"]) != (facts["from"], facts["to"]):
        yield "offer-trip"
    yield "offer-departs"
    if facts["is_drive"]:
        yield "offer-meets"
    if facts["side"] == Side.CARRIER:
        yield "offer-deadline"


def _terms_keys(facts: Facts) -> Iterator[str]:
    yield "offer-items"
    yield "offer-size"
    if facts["duty"]:
        yield "offer-duty"
    yield "offer-price-asked" if facts["is_asked_price"] else "offer-price-other"
    if facts["is_drive"] and facts["side"] == Side.CARRIER:
        yield "offer-detour" if facts["most_detour"].km else "offer-no-detour"


def _who_keys(facts: Facts) -> Paragraph:
    if facts["state"] != OfferState.OPEN:
        return ()
    return ("offer-record", "offer-why") if facts["why"] else ("offer-record",)


def _state_key(facts: Facts) -> str:
    if facts["state"] != OfferState.OPEN:
        return f"offer-state-{facts['state']}"
    return "offer-mine" if facts["awaits"] == "me" else "offer-waiting"
