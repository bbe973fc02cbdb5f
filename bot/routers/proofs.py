"""Buttons of a quest's card that are about photos. What is proved, core decides."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InputMediaPhoto
from aiogram_dialog import DialogManager

from bot.deeds import QuestDeed, QuestPress
from bot.dialogs.states import PhotoScreens
from bot.notices.quests import vouch_rows
from bot.routers.quests import open_about, turn_rows
from bot.visit import Visit
from core.photos.queries import photos_in
from core.photos.states import PhotoKind
from core.proofs.service import deliver_by_photo, quest_to_photograph
from core.quests.queries import facts_for, quest_for
from core.wiring import Services

_KINDS = {
    QuestDeed.PICKUP_PHOTO: PhotoKind.PICKUP,
    QuestDeed.DROPOFF_PHOTO: PhotoKind.DROPOFF,
}


async def on_take(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    """Ask for the photos on a screen below the card."""
    kind = _KINDS[callback_data.deed]
    quest = await quest_to_photograph(visit.session, visit.peer, callback_data.id, kind)
    await query.answer()
    await open_about(dialog_manager, PhotoScreens.send, quest, kind=kind.value)


async def on_show(query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot) -> None:
    """Send the photos that are kept, those of each kind together, below the card."""
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    photos = await photos_in(visit.session, quest.id)
    await query.answer()
    chat = visit.channel.address
    for kind in PhotoKind:
        taken = [one for one in photos if one.kind is kind]
        caption = visit.words.html("photos-caption", {"kind": kind.value, "count": len(taken)})
        if len(taken) == 1:
            await bot.send_photo(chat, taken[0].file_id, caption=caption)
        elif taken:
            first = InputMediaPhoto(media=taken[0].file_id, caption=caption)
            rest = [InputMediaPhoto(media=one.file_id) for one in taken[1:]]
            await bot.send_media_group(chat, [first, *rest])


async def on_vouch(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot, services: Services
) -> None:
    """Say what the Carrier's word means, before he gives it."""
    quest = await quest_to_photograph(
        visit.session, visit.peer, callback_data.id, PhotoKind.DROPOFF
    )
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    await turn_rows(query, visit, bot, vouch_rows(facts, visit.words))
    asked = {"hours": services.settings.photo_release_hours}
    await query.answer(visit.words.plain("toast-quest-vouch-ask", asked), show_alert=True)


async def on_vouch_surely(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    rules, at = services.settings, services.clock()
    await deliver_by_photo(visit.session, visit.peer, callback_data.id, rules=rules, at=at)
    await query.answer(visit.words.plain("toast-quest-vouched"))


_DEEDS: dict[QuestDeed, Callable[..., Awaitable[None]]] = {
    QuestDeed.PICKUP_PHOTO: on_take,
    QuestDeed.DROPOFF_PHOTO: on_take,
    QuestDeed.PHOTOS: on_show,
    QuestDeed.VOUCH: on_vouch,
    QuestDeed.VOUCH_SURELY: on_vouch_surely,
}


def proofs_router() -> Router:
    router = Router(name="proofs")
    for deed, handler in _DEEDS.items():
        router.callback_query.register(handler, QuestPress.filter(F.deed == deed))
    return router
