"""What is wrong? A kind, words and photos; also what the other side says, and an appeal."""

from enum import StrEnum
from typing import Any

from aiogram import Bot
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in, missing
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import MenuScreens, ProblemScreens
from bot.dialogs.way import leave_to
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.supporting import begin
from bot.visit import Visit
from core.complaints.states import MOST_PHOTOS, Problem, Word, check_word
from core.disputes.service import add_evidence, complain
from core.errors import Refused
from core.quests.queries import QuestMissing, facts_for, problems_of, quest_for
from core.tickets.states import TicketCategory
from core.verdicts.service import appeal

_PROBLEM, _TEXT, _PHOTOS, _SEEN = "problem", "text", "photos", "seen"


class Telling(StrEnum):
    """What the words are: the first of a complaint, more of them, or an appeal."""

    COMPLAINT = "complaint"
    MORE = "more"
    APPEAL = "appeal"


async def _kind(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        quest = await quest_for(visit.session, visit.peer, id_in(dialog_manager))
    except QuestMissing as refusal:
        return {**missing(refusal), "is_there": False, "problem": []}
    side = quest.side_of(visit.peer)
    facts = await facts_for(visit.session, quest, side)
    names = [
        Choice(one.value, visit.words.plain("problem", {"problem": one}))
        for one in problems_of(quest, side)
    ]
    route = {"from": facts["from"], "to": facts["to"]}
    return {"is_there": True, "is_gone": False, "problem": names, **route}


async def _on_kind(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    manager.dialog_data[_PROBLEM] = item
    await manager.switch_to(ProblemScreens.tell)


async def _tell(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    word = _word(dialog_manager)
    return {
        "telling": _telling(dialog_manager).value,
        "text": word.text,
        "has_text": bool(word.text),
        "photos": len(word.photos),
        "has_photos": bool(word.photos),
        "has_word": bool(word.text or word.photos),
    }


def _telling(manager: DialogManager) -> Telling:
    data = manager.start_data
    return Telling(data.get("telling", Telling.COMPLAINT) if isinstance(data, dict) else "")


def _word(manager: DialogManager) -> Word:
    data = manager.dialog_data
    return Word(data.get(_TEXT, ""), tuple(data.get(_PHOTOS, ())))


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Keep the words for now, in place of those before; they are sent by the button."""
    text = (message.text or "").strip()
    try:
        check_word(Word(text))
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    manager.dialog_data[_TEXT] = text


async def _on_photo(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    photos, seen = (manager.dialog_data.setdefault(name, []) for name in (_PHOTOS, _SEEN))
    largest = (message.photo or [])[-1]
    if message.forward_origin is not None:
        set_note(manager, "note-forwarded-photo")
    elif largest.file_unique_id in seen:
        set_note(manager, "note-same-photo")
    elif len(photos) >= MOST_PHOTOS:
        set_note(manager, "refused-too-many-evidence-photos", {"most": MOST_PHOTOS})
    else:
        photos.append(largest.file_id)
        seen.append(largest.file_unique_id)
        if message.caption:
            await _keep_caption(message.caption, manager)


async def _keep_caption(caption: str, manager: DialogManager) -> None:
    """Take what stands below a photo as words, when there are none yet and they fit."""
    try:
        word = check_word(Word(caption))
    except Refused:
        return
    manager.dialog_data.setdefault(_TEXT, word.text)


async def _on_send(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    quest_id, word, telling = id_in(manager), _word(manager), _telling(manager)
    who, when = (visit.session, visit.peer, quest_id), services.clock()
    try:
        match telling:
            case Telling.COMPLAINT:
                problem = Problem(manager.dialog_data[_PROBLEM])
                await complain(*who, problem, word, rules=services.settings, at=when)
            case Telling.MORE:
                await add_evidence(*who, word, at=when)
            case Telling.APPEAL:
                await appeal(*who, word, rules=services.settings, at=when)
    except Refused as refusal:
        await leave_to(manager, MenuScreens.quests, refusal.key, refusal.facts)
        return
    await leave_to(manager, MenuScreens.quests, f"note-{telling}-sent", {})


async def _on_person(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Lead to a person where none of the kinds fits."""
    bot: Bot = manager.middleware_data["bot"]
    visit, services, quest_id = visit_of(manager), services_of(manager), id_in(manager)
    await begin(visit, services, bot, category=TicketCategory.DELIVERY, quest_id=quest_id)
    await manager.reset_stack(remove_keyboard=True)


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Lead back to the kinds where one was chosen, and from there to the list."""
    if _PROBLEM in manager.dialog_data:
        del manager.dialog_data[_PROBLEM]
        await manager.switch_to(ProblemScreens.kind)
    else:
        await manager.start(MenuScreens.quests, mode=StartMode.RESET_STACK)


def problem_dialog() -> Dialog:
    return Dialog(
        screen(
            ProblemScreens.kind,
            Say("{missing}", when="is_gone"),
            Say("problem-ask", when="is_there"),
            choices("problem", _on_kind, widget_id="k"),
            Button(Label("help-person"), id="person", on_click=_on_person),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_kind,
        ),
        screen(
            ProblemScreens.tell,
            Say("problem-tell"),
            Say("problem-text", when="has_text"),
            Say("problem-photos", when="has_photos"),
            MessageInput(_on_typed, content_types=["text"]),
            MessageInput(_on_photo, content_types=["photo"]),
            Button(Label("problem-send"), id="send", on_click=_on_send, when="has_word"),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_tell,
        ),
    )
