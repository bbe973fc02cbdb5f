"""Photos, please: of what is handed over. Opened from the card of a quest."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in, missing
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import MenuScreens, PhotoScreens
from bot.dialogs.way import leave_to
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.outbox.states import Urgency
from core.parcels.states import TooManyPhotos
from core.photos.queries import count_sent
from core.photos.states import (
    PhotoKind,
    PhotoSeenBefore,
    PhotoTooLarge,
    PhotoWasForwarded,
    Shot,
    day_word,
)
from core.proofs.service import send_photo
from core.quests.queries import QuestMissing, facts_for, quest_for
from core.quests.service import show_quest
from core.wiring import Services

_TRY_ANOTHER = (PhotoWasForwarded, PhotoSeenBefore, PhotoTooLarge, TooManyPhotos)
"""After these the screen stays; after any other refusal there is nothing to photograph."""

_NO_PHOTO = ("video", "video_note", "animation", "document", "sticker", "audio", "voice")


def _kind_in(manager: DialogManager) -> PhotoKind:
    data = manager.start_data
    if not isinstance(data, dict):
        raise TypeError(data)
    return PhotoKind(data["kind"])


async def _ask(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    kind = _kind_in(dialog_manager)
    try:
        quest = await quest_for(visit.session, visit.peer, id_in(dialog_manager))
    except QuestMissing as refusal:
        return {**missing(refusal), "is_there": False, "has_some": False}
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    sent = await count_sent(visit.session, quest.id, kind)
    return {
        "is_there": True,
        "is_gone": False,
        "kind": kind.value,
        "from": facts["from"],
        "to": facts["to"],
        "word": day_word(quest.id, services.clock().date()),
        "hours": services.settings.photo_release_hours,
        "sent": sent,
        "has_some": sent > 0,
    }


async def _on_photo(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Take one picture, by itself or of an album, in the largest size there is."""
    visit, services = visit_of(manager), services_of(manager)
    largest = (message.photo or [])[-1]
    shot = Shot(
        largest.file_id,
        largest.file_unique_id,
        size_bytes=largest.file_size or 0,
        is_forwarded=message.forward_origin is not None,
    )
    quest_id, kind, at = id_in(manager), _kind_in(manager), services.clock()
    try:
        async with visit.session.begin_nested():
            await send_photo(visit.session, visit.peer, quest_id, kind, shot, at=at)
    except _TRY_ANOTHER as refusal:
        set_note(manager, refusal.key, refusal.facts)
    except Refused as refusal:
        await leave_to(manager, MenuScreens.quests, refusal.key, refusal.facts)


async def _on_no_photo(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    set_note(manager, "note-no-proof")


async def _on_done(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Lead back to the card, which comes anew below."""
    visit, services = visit_of(manager), services_of(manager)
    quest_id = id_in(manager)
    await manager.start(MenuScreens.quests, mode=StartMode.RESET_STACK)
    # Locked, so that a photo that is kept in this moment stands on the card that comes.
    quest = await quest_for(visit.session, visit.peer, quest_id, lock=True)
    await show_quest(
        visit.session,
        quest,
        quest.side_of(visit.peer),
        urgency=Urgency.REPLY,
        at=services.clock(),
    )


def photos_dialog() -> Dialog:
    return Dialog(
        screen(
            PhotoScreens.send,
            Say("{missing}", when="is_gone"),
            Say("photos-ask", when="is_there"),
            Say("photos-sent", when="has_some"),
            MessageInput(_on_photo, content_types=["photo"]),
            MessageInput(_on_no_photo, content_types=[*_NO_PHOTO]),
            Button(Label("button-done"), id="back", on_click=_on_done),
            getter=_ask,
        )
    )
