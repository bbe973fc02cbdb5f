"""What is kept and why; everything as a file; and being forgotten."""

import json
from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.types import BufferedInputFile, CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.kbd import Button, Row, Start, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.dialogs.screen import screen
from bot.dialogs.states import PrivacyScreens, ReachScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from core.privacy.service import export_everything, forget
from core.wiring import Services


async def _on_export(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    """Send the file, then move the screen below it, so that the buttons stay at hand."""
    visit, services = visit_of(manager), services_of(manager)
    everything = await export_everything(visit.session, visit.peer, at=services.clock())
    content = json.dumps(everything, ensure_ascii=False, indent=2).encode()
    if isinstance(query.message, Message):
        await query.message.answer_document(
            BufferedInputFile(content, filename="peer-cargo.json"),
            caption=visit.words.html("privacy-file"),
        )
    manager.show_mode = ShowMode.DELETE_AND_SEND


async def _on_forget(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    words = visit.words
    secret = services.settings.bot_token()
    await forget(visit.session, visit.peer, secret=secret, at=services.clock())
    visit.is_over()
    manager.show_mode = ShowMode.NO_UPDATE
    await manager.reset_stack(remove_keyboard=False)
    if isinstance(query.message, Message):
        await query.message.edit_text(words.html("privacy-forgotten"))


async def _kept(services: Services, **kwargs: object) -> dict[str, Any]:
    rules = services.settings
    return {
        "days": rules.line_kept_days,
        "ticket_days": rules.ticket_kept_days,
        "is_reachable": services.mailer is not None or services.texter is not None,
    }


def privacy_dialog() -> Dialog:
    return Dialog(
        screen(
            PrivacyScreens.show,
            Say("privacy-show"),
            Row(
                Button(Label("privacy-export"), id="export", on_click=_on_export),
                SwitchTo(Label("privacy-forget"), id="forget", state=PrivacyScreens.forget),
            ),
            Start(Label("privacy-reach"), id="reach", state=ReachScreens.show, when="is_reachable"),
            back_button(),
            getter=_kept,
        ),
        screen(
            PrivacyScreens.forget,
            Say("privacy-sure"),
            Button(
                Label("privacy-forget-yes"),
                id="yes",
                on_click=_on_forget,
                style=Style(ButtonStyle.DANGER),
            ),
            SwitchTo(Label("privacy-forget-no"), id="no", state=PrivacyScreens.show),
            getter=_kept,
        ),
    )
