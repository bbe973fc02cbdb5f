"""Where else a Peer is reached: an e-mail address and a mobile number, each proved by a code.

What was typed lies in the database and never in a draft.
"""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo

from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ReachScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.visit import Visit
from core.addresses.queries import address_of, claim_of
from core.addresses.service import confirm_address, drop_address
from core.addresses.states import CODE_LIVES, Tried, shown
from core.errors import Refused
from core.letters.service import ask_for_code
from core.peers.states import ChannelKind
from core.wiring import Services

_KIND = "kind"


async def _ways(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    mail = await address_of(visit.session, visit.peer, ChannelKind.EMAIL)
    phone = await address_of(visit.session, visit.peer, ChannelKind.SMS)
    return {
        "can_mail": services.mailer is not None,
        "can_text": services.texter is not None,
        "has_mail": mail is not None,
        "has_phone": phone is not None,
        "mail": "" if mail is None else mail.address,
        "phone": "" if phone is None else phone.address,
        "is_with_mail": int(mail is not None),
        "is_with_phone": int(phone is not None),
    }


async def _asked(
    dialog_manager: DialogManager, visit: Visit, services: Services, **kwargs: object
) -> dict[str, Any]:
    kind = _kind(dialog_manager)
    claim = await claim_of(visit.session, visit.peer, kind, at=services.clock())
    return {
        "is_asked": claim is not None,
        "is_over": claim is None,
        "kind": kind.value,
        "address": "" if claim is None else shown(claim.address),
        "minutes": int(CODE_LIVES.total_seconds() // 60),
    }


def _kind(manager: DialogManager) -> ChannelKind:
    return ChannelKind(manager.dialog_data.get(_KIND, ChannelKind.EMAIL))


async def _on_mail(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    await _ask(message, manager, ChannelKind.EMAIL)


async def _on_phone(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    await _ask(message, manager, ChannelKind.SMS)


async def _ask(message: Message, manager: DialogManager, kind: ChannelKind) -> None:
    """Send a code there; what is no address is said, and may be typed again."""
    visit, services = visit_of(manager), services_of(manager)
    typed, at = message.text or "", services.clock()
    try:
        await ask_for_code(visit.session, visit.peer, kind, typed, at=at)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    manager.dialog_data[_KIND] = kind.value
    await manager.switch_to(ReachScreens.code)


async def _on_code(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    typed, at = message.text or "", services.clock()
    tried, left = await confirm_address(visit.session, visit.peer, _kind(manager), typed, at=at)
    if tried is Tried.RIGHT:
        await manager.switch_to(ReachScreens.show)
        set_note(manager, "reach-confirmed")
    elif tried is Tried.WRONG and left:
        set_note(manager, "reach-wrong-code", {"left": left})
    else:
        await manager.switch_to(ReachScreens.show)
        set_note(manager, "reach-code-over")


async def _on_drop_mail(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _drop(manager, ChannelKind.EMAIL)


async def _on_drop_phone(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _drop(manager, ChannelKind.SMS)


async def _drop(manager: DialogManager, kind: ChannelKind) -> None:
    visit = visit_of(manager)
    await drop_address(visit.session, visit.peer, kind)
    set_note(manager, "reach-dropped")


def reach_dialog() -> Dialog:
    back = SwitchTo(Label("button-back"), id="back", state=ReachScreens.show)
    return Dialog(
        screen(
            ReachScreens.show,
            Say("reach-show"),
            Say("reach-mail", when="can_mail"),
            Say("reach-phone", when="can_text"),
            Row(
                SwitchTo(
                    Label("reach-name-mail"), id="mail", state=ReachScreens.mail, when="can_mail"
                ),
                Button(
                    Label("reach-drop-mail"), id="nomail", on_click=_on_drop_mail, when="has_mail"
                ),
            ),
            Row(
                SwitchTo(
                    Label("reach-name-phone"), id="phone", state=ReachScreens.phone, when="can_text"
                ),
                Button(
                    Label("reach-drop-phone"),
                    id="nophone",
                    on_click=_on_drop_phone,
                    when="has_phone",
                ),
            ),
            back_button(),
            getter=_ways,
        ),
        screen(
            ReachScreens.mail,
            Say("reach-ask-mail"),
            MessageInput(_on_mail, content_types=["text"]),
            back,
        ),
        screen(
            ReachScreens.phone,
            Say("reach-ask-phone"),
            MessageInput(_on_phone, content_types=["text"]),
            back,
        ),
        screen(
            ReachScreens.code,
            Say("reach-ask-code", when="is_asked"),
            Say("reach-code-over", when="is_over"),
            MessageInput(_on_code, content_types=["text"]),
            back,
            getter=_asked,
        ),
    )
