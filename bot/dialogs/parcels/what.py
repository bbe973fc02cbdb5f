"""What kind of thing it is, how heavy, how large, and what it looks like."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row

from bot.dialogs.parcels.draft import PARCEL
from bot.dialogs.parcels.ways import answer, back, progress, progress_line
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ParcelScreens
from bot.dialogs.widgets import Choice, Label, Say, choices, grid, visit_of
from bot.reading.amounts import read_litres, read_volume, read_weight
from bot.visit import Visit
from core.cargo import Category, check_volume, check_weight
from core.errors import Refused
from core.facts import Volume, Weight
from core.parcels.states import MOST_PHOTOS

_GRAMS = (100, 500, 1_000, 2_000, 5_000, 10_000)
SIZES = {
    "envelope": 500,
    "book": 1_500,
    "shoebox": 8_000,
    "backpack": 20_000,
    "cabin": 40_000,
    "suitcase": 80_000,
}
"""Millilitres. A padded C4 envelope is 32 x 23 x 0.7 cm, a wrapped paperback 20 x 15 x 5, a shoebox
about 33 x 20 x 12; the bags are those of a trip."""


async def _kinds(visit: Visit, **kwargs: object) -> dict[str, Any]:
    return {"kinds": [Choice(one.value, visit.words.plain(f"kind-{one}")) for one in Category]}


async def _on_kind(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    await answer(manager, category=item)


async def _weights(visit: Visit, **kwargs: object) -> dict[str, Any]:
    words = visit.words
    return {
        "weights": [
            Choice(str(grams), words.plain("weight", {"weight": Weight(grams)})) for grams in _GRAMS
        ]
    }


async def _on_weight(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    await answer(manager, grams=int(item))


async def _on_typed_weight(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take the weight, and the size too where it is said with it."""
    text = message.text or ""
    grams, millilitres = read_weight(text), read_volume(text)
    if grams is None:
        set_note(manager, "note-no-weight")
        return
    try:
        check_weight(grams, field="weight_grams")
        if millilitres is not None:
            check_volume(millilitres, field="volume_millilitres")
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        known = {} if millilitres is None else {"millilitres": millilitres}
        await answer(manager, grams=grams, **known)


async def _sizes(visit: Visit, **kwargs: object) -> dict[str, Any]:
    words = visit.words
    return {
        "sizes": [
            Choice(name, words.plain(f"size-{name}", {"volume": Volume(millilitres)}))
            for name, millilitres in SIZES.items()
        ]
    }


async def _on_size(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    await answer(manager, millilitres=SIZES[item])


async def _on_typed_size(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    millilitres = read_litres(message.text or "")
    if millilitres is None:
        set_note(manager, "note-no-size")
        return
    try:
        check_volume(millilitres, field="volume_millilitres")
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
    else:
        await answer(manager, millilitres=millilitres)


async def _photos(visit: Visit, **kwargs: object) -> dict[str, Any]:
    count = len(PARCEL.draft(visit).photos or ())
    return {
        "count": count,
        "most": MOST_PHOTOS,
        "has_photos": count > 0,
        "has_none": count == 0,
        "has_some": 0 < count < MOST_PHOTOS,
        "has_all": count >= MOST_PHOTOS,
    }


async def _on_photo(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take one picture, by itself or of an album, in the largest size there is."""
    visit = visit_of(manager)
    draft = PARCEL.draft(visit)
    photos = [(file_id, unique_id) for file_id, unique_id in draft.photos or ()]
    largest = (message.photo or [])[-1]
    if any(unique_id == largest.file_unique_id for _, unique_id in photos):
        set_note(manager, "note-same-photo")
    elif len(photos) >= MOST_PHOTOS:
        set_note(manager, "refused-too-many-photos", {"most": MOST_PHOTOS})
    else:
        draft.photos = [*photos, (largest.file_id, largest.file_unique_id)]
        PARCEL.keep(visit, draft)


async def _on_file(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    set_note(manager, "note-photo-as-file")


async def _on_no_photos(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit = visit_of(manager)
    draft = PARCEL.draft(visit)
    draft.photos = None
    PARCEL.keep(visit, draft)


async def _on_without(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, photos=[])


async def _on_photos_done(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager)


def what_windows() -> tuple[Window, ...]:
    return (
        screen(
            ParcelScreens.category,
            progress_line(),
            Say("parcel-ask-category"),
            grid("kinds", _on_kind, widget_id="k", width=2),
            back(),
            getter=[progress, _kinds],
        ),
        screen(
            ParcelScreens.weight,
            progress_line(),
            Say("parcel-ask-weight"),
            grid("weights", _on_weight, widget_id="w", width=3),
            MessageInput(_on_typed_weight, content_types=["text"]),
            back(),
            getter=[progress, _weights],
        ),
        screen(
            ParcelScreens.size,
            progress_line(),
            Say("parcel-ask-size"),
            choices("sizes", _on_size, widget_id="s"),
            MessageInput(_on_typed_size, content_types=["text"]),
            back(),
            getter=[progress, _sizes],
        ),
        screen(
            ParcelScreens.photos,
            progress_line(),
            Say("parcel-ask-photos", when="has_none"),
            Say("parcel-photos", when="has_some"),
            Say("parcel-photos-full", when="has_all"),
            MessageInput(_on_photo, content_types=["photo"]),
            MessageInput(_on_file, content_types=["document"]),
            Row(
                Button(Label("button-done"), id="done", on_click=_on_photos_done),
                Button(Label("parcel-photos-remove"), id="remove", on_click=_on_no_photos),
                when="has_photos",
            ),
            Button(Label("parcel-photos-none"), id="none", on_click=_on_without, when="has_none"),
            back(),
            getter=[progress, _photos],
        ),
    )
