"""Keys for programs: made, shown once, listed and revoked. A secret never lies in a draft."""

from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, ShowMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import TokenScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.settings import Settings
from core.tokens.models import ApiToken
from core.tokens.queries import token_for, tokens_of
from core.tokens.service import make_token, revoke_token
from core.tokens.states import LONGEST_NAME, Scope, TokenMissing, TokenNameTooLong

_NAME = "name"
_TOKEN = "token"  # noqa: S105  (where the draft keeps an id)
_DOCS = "/api/v1/docs"


async def _tokens(visit: Visit, **kwargs: object) -> dict[str, Any]:
    tokens = await tokens_of(visit.session, visit.peer)
    return {"tokens": [Choice(str(one.id), "🔑 " + _name(one, visit)) for one in tokens]}


def _name(token: ApiToken, visit: Visit) -> str:
    return token.name or visit.words.plain("tokens-unnamed", {"made": token.created_at})


async def _token(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Show one; it may have been revoked on another screen."""
    try:
        token_id = UUID(dialog_manager.dialog_data[_TOKEN])
        token = await token_for(visit.session, visit.peer, token_id)
    except (KeyError, TokenMissing):
        return {"is_gone": True, "is_there": False, "is_used": False, "is_unused": False}
    return {
        "is_gone": False,
        "is_there": True,
        "is_used": token.used_at is not None,
        "is_unused": token.used_at is None,
        "name": _name(token, visit),
        "scope": token.scope.value,
        "made": token.created_at,
        "used": token.used_at or token.created_at,
    }


async def _on_named(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    name = " ".join((message.text or "").split())
    if len(name) > LONGEST_NAME:
        refusal = TokenNameTooLong(most=LONGEST_NAME, length=len(name))
        set_note(manager, refusal.key, refusal.facts)
        return
    manager.dialog_data[_NAME] = name
    await manager.switch_to(TokenScreens.scope)


async def _on_unnamed(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    manager.dialog_data[_NAME] = ""
    await manager.switch_to(TokenScreens.scope)


async def _on_read(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _make(query, manager, Scope.READ)


async def _on_post(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _make(query, manager, Scope.POST)


async def _make(query: CallbackQuery, manager: DialogManager, scope: Scope) -> None:
    """Show the secret in a message of its own, then move the screen below it."""
    visit, services = visit_of(manager), services_of(manager)
    await manager.switch_to(TokenScreens.show)
    try:
        token, secret = await make_token(
            visit.session,
            visit.peer,
            name=manager.dialog_data.pop(_NAME, ""),
            scope=scope,
            rules=services.settings,
            at=services.clock(),
        )
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    facts = {"secret": secret, "docs": _address(services.settings) + _DOCS}
    if isinstance(query.message, Message):
        shown = await query.message.answer(visit.words.html("tokens-shown", facts))
        # A message that is not sent yet has the negative number of its row in the outbox, and the
        # secret is wiped out there once it has gone.
        token.shown_row = -shown.message_id
    manager.show_mode = ShowMode.DELETE_AND_SEND


def _address(settings: Settings) -> str:
    """Without a public address, as in the demo, the one on which the web process listens."""
    return settings.public_url or f"http://{settings.listen_host}:{settings.port}"


async def _on_token(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    manager.dialog_data[_TOKEN] = item
    await manager.switch_to(TokenScreens.one)


async def _on_revoke(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    await manager.switch_to(TokenScreens.show)
    try:
        token_id = UUID(manager.dialog_data.pop(_TOKEN))
        await revoke_token(visit.session, visit.peer, token_id, at=services.clock())
    except TokenMissing as refusal:
        set_note(manager, refusal.key)
        return
    set_note(manager, "tokens-revoked")


def tokens_dialog() -> Dialog:
    return Dialog(
        screen(
            TokenScreens.show,
            Say("tokens-show"),
            choices("tokens", _on_token, widget_id="t"),
            SwitchTo(Label("tokens-new"), id="new", state=TokenScreens.name),
            back_button(),
            getter=_tokens,
        ),
        screen(
            TokenScreens.name,
            Say("tokens-name"),
            MessageInput(_on_named, content_types=["text"]),
            Button(Label("tokens-no-name"), id="none", on_click=_on_unnamed),
            SwitchTo(Label("button-back"), id="back", state=TokenScreens.show),
        ),
        screen(
            TokenScreens.scope,
            Say("tokens-scope"),
            Button(Label("tokens-read"), id="read", on_click=_on_read),
            Button(Label("tokens-post"), id="post", on_click=_on_post),
            SwitchTo(Label("button-back"), id="back", state=TokenScreens.name),
        ),
        screen(
            TokenScreens.one,
            Say("tokens-gone", when="is_gone"),
            Say("tokens-one", when="is_there"),
            Say("tokens-used", when="is_used"),
            Say("tokens-unused", when="is_unused"),
            SwitchTo(
                Label("tokens-revoke"), id="revoke", state=TokenScreens.revoke, when="is_there"
            ),
            SwitchTo(Label("button-back"), id="back", state=TokenScreens.show),
            getter=_token,
        ),
        screen(
            TokenScreens.revoke,
            Say("tokens-sure"),
            Button(
                Label("tokens-revoke-yes"),
                id="yes",
                on_click=_on_revoke,
                style=Style(ButtonStyle.DANGER),
            ),
            SwitchTo(Label("tokens-revoke-no"), id="no", state=TokenScreens.one),
        ),
    )
