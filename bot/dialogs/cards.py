"""What the cards of trips and parcels share: which one it is, that it is gone, passing it on."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Keyboard, SwitchInlineQuery, Url
from aiogram_dialog.widgets.text import Format

from bot.dialogs.widgets import Label
from bot.links import Target, link_to, payload_of
from core.errors import Refused

BOT_USERNAME = "bot_username"
"""Where the dispatcher keeps the name that Telegram knows us by, once it has said so."""

HAS_INLINE = "has_inline"
"""Whether inline mode is on; without it Telegram refuses a message that has such a button."""


def id_in(manager: DialogManager) -> UUID:
    """Read which one the card was opened for."""
    data = manager.start_data
    if not isinstance(data, dict):
        raise TypeError(data)
    return UUID(data["id"])


def missing(refusal: Refused) -> dict[str, Any]:
    """Give the facts of a card whose post is not there any more, or not for this Peer."""
    return {"missing": refusal.key, "is_gone": True, "can_share": False, "can_find": False}


def share_facts(manager: DialogManager, target: Target, *, text: str) -> dict[str, Any]:
    """Give the addresses of the share buttons; none before Telegram has told our name."""
    bot = manager.middleware_data.get(BOT_USERNAME)
    if bot is None:
        return {"has_name": False, "has_inline": False, "share_url": "", "payload": ""}
    shared = urlencode({"url": link_to(target, bot=bot), "text": text})
    return {
        "has_name": True,
        "has_inline": bool(manager.middleware_data.get(HAS_INLINE)),
        "share_url": f"https://t.me/share/url?{shared}",
        "payload": payload_of(target),
    }


def share_buttons() -> tuple[Keyboard, ...]:
    """Build the button that passes on a link, and the one that shows the card in another chat."""

    def can_share(data: dict[str, Any], *_: object) -> bool:
        return bool(data.get("can_share") and data.get("has_name"))

    def can_show(data: dict[str, Any], *_: object) -> bool:
        return bool(data.get("can_share") and data.get("has_inline"))

    return (
        Url(Label("card-share"), Format("{share_url}"), id="share", when=can_share),
        SwitchInlineQuery(
            Label("card-share-inline"), Format("{payload}"), id="inline", when=can_show
        ),
    )
