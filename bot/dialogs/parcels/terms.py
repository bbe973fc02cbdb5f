"""On which terms: the reward, who receives it, who pays duty, and a note."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row

from bot.dialogs.parcels.draft import PARCEL
from bot.dialogs.parcels.ways import answer, back, ends_of, money_asked, progress, progress_line
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ParcelScreens
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.reading.amounts import read_money
from bot.visit import Visit
from core.cargo import check_note
from core.errors import Refused
from core.facts import Distance, Weight
from core.money import Money
from core.parcels.states import (
    DutyPayer,
    check_recipient,
    hint_reward,
    screen_items,
    step_reward,
)
from core.peers.service import refuse_unknown_currency
from core.sphere import distance_km
from core.wiring import Services


async def _reward(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    draft = PARCEL.draft(visit)
    start, end = await ends_of(visit, draft)
    km = distance_km((start.latitude, start.longitude), (end.latitude, end.longitude))
    currency = money_asked(visit, services)
    grams = draft.grams or 0
    hint = hint_reward(km=km, grams=grams, currency=currency, rules=services.settings)
    offered = hint
    if draft.reward_minor is not None:
        offered = Money(draft.reward_minor, draft.reward_currency or currency)
    return {
        "hint": hint or "",
        "has_hint": hint is not None,
        "offered": offered,
        "amount": offered or "",
        "has_amount": offered is not None,
        "weight": Weight(grams),
        "km": Distance(round(km)),
        "currency": currency,
    }


async def _on_step(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Move it and stay, because a second press often follows."""
    visit = visit_of(manager)
    offered = (await _reward(visit, services_of(manager)))["offered"]
    reward = step_reward(offered, up=button.widget_id == "more")
    draft = PARCEL.draft(visit)
    draft.reward_minor, draft.reward_currency = reward.minor, reward.currency
    PARCEL.keep(visit, draft)


async def _on_keep(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    offered = (await _reward(visit_of(manager), services_of(manager)))["offered"]
    await answer(manager, reward_minor=offered.minor, reward_currency=offered.currency)


async def _on_typed_reward(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    reward = read_money(message.text or "", currency=money_asked(visit, services))
    if reward is None or reward.minor == 0:
        set_note(manager, "note-no-money")
        return
    try:
        refuse_unknown_currency(reward.currency, field="reward", at=services.clock())
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, reward_minor=reward.minor, reward_currency=reward.currency)


async def _on_for_me(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, is_for_me=True, recipient=None, duty_payer=None)


async def _on_typed_recipient(
    message: Message, widget: MessageInput, manager: DialogManager
) -> None:
    name = " ".join((message.text or "").split())
    try:
        check_recipient(name)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, is_for_me=False, recipient=name)


async def _payers(visit: Visit, **kwargs: object) -> dict[str, Any]:
    draft, words = PARCEL.draft(visit), visit.words
    _, end = await ends_of(visit, draft)
    name = draft.recipient or ""
    return {
        "place": end.label,
        "payers": [
            Choice(one.value, words.plain(f"duty-{one}", {"name": name})) for one in DutyPayer
        ],
    }


async def _on_payer(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await answer(manager, duty_payer=item)


async def _on_typed_note(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Keep it, unless it is too long; its words are screened like those of the list."""
    note = (message.text or "").strip()
    try:
        check_note(note)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    draft = PARCEL.draft(visit_of(manager))
    is_clean = not screen_items((), note=note)
    await answer(manager, note=note, asks_person=draft.asks_person and is_clean)
    if not is_clean:
        await manager.switch_to(ParcelScreens.prohibited)


async def _on_no_note(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, note="")


def terms_windows() -> tuple[Window, ...]:
    return (
        screen(
            ParcelScreens.reward,
            progress_line(),
            Say("parcel-ask-reward"),
            Say("parcel-reward-hint", when="has_hint"),
            Row(
                Button(Label("parcel-reward-less"), id="less", on_click=_on_step),
                Button(Label("parcel-reward-keep"), id="keep", on_click=_on_keep),
                Button(Label("parcel-reward-more"), id="more", on_click=_on_step),
                when="has_amount",
            ),
            MessageInput(_on_typed_reward, content_types=["text"]),
            back(),
            getter=[progress, _reward],
        ),
        screen(
            ParcelScreens.recipient,
            progress_line(),
            Say("parcel-ask-recipient"),
            Button(Label("parcel-for-me"), id="me", on_click=_on_for_me),
            MessageInput(_on_typed_recipient, content_types=["text"]),
            back(),
            getter=progress,
        ),
        screen(
            ParcelScreens.duty,
            progress_line(),
            Say("parcel-ask-duty"),
            choices("payers", _on_payer, widget_id="p"),
            back(),
            getter=[progress, _payers],
        ),
        screen(
            ParcelScreens.note,
            Say("parcel-ask-note"),
            MessageInput(_on_typed_note, content_types=["text"]),
            Button(Label("button-no-note"), id="none", on_click=_on_no_note),
            back(),
        ),
    )
