"""Keyboards under messages and instead of the phone's own: what Telegram refuses of them."""

from sandbox.botapi.errors import BadRequest
from sandbox.text.marks import checked_url
from sandbox.wire import Wire

MOST_BUTTONS = 100
# Beside its text a button says one thing that happens when it is pressed.
LOOKS = frozenset({"text", "icon_custom_emoji_id", "style"})
STYLES = frozenset({"danger", "success", "primary"})


def inline_keyboard(markup: Wire | None) -> Wire | None:
    """Pick the inline keyboard out of a markup, if it is one with buttons in it."""
    if not markup or "inline_keyboard" not in markup:
        return None
    rows = [row for row in markup["inline_keyboard"] if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise BadRequest("reply markup is too long")
    for row in rows:
        for button in row:
            _check_inline_button(button)
    return {"inline_keyboard": rows} if rows else None


def check_reply_keyboard(markup: Wire) -> None:
    for row in markup.get("keyboard", ()):
        for button in row:
            if not button["text"]:
                raise BadRequest("keyboard button text must be non-empty")
            _check_style(button)


def _check_inline_button(button: Wire) -> None:
    if not button["text"]:
        raise BadRequest("BUTTON_TEXT_INVALID")
    _check_style(button)
    actions = [name for name in button if name not in LOOKS]
    if not actions:
        raise BadRequest(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise BadRequest("can't parse inline keyboard button: exactly one action is allowed")
    if "url" in button and not _is_url(button["url"]):
        raise BadRequest(f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL")


def _check_style(button: Wire) -> None:
    if "style" in button and button["style"] not in STYLES:
        raise BadRequest("BUTTON_STYLE_INVALID")


def _is_url(url: str) -> bool:
    return checked_url(url) is not None
