"""How a bot asks for its updates: long polling, or the webhook it names."""

import asyncio
import re
from typing import Final

from sandbox.botapi.call import Act, Call, WaitingAct
from sandbox.botapi.errors import BadRequest, Conflict
from sandbox.text.marks import parts_of
from sandbox.updates.mailbox import Mailbox
from sandbox.wire import Wire
from sandbox.world.things import WaitingUpdate

MOST_UPDATES = 100
LONGEST_WAIT_SECONDS = 50
MOST_CONNECTIONS = 100
DEFAULT_CONNECTIONS = 40
SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")

OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)
OTHER_WEBHOOK = "terminated by setWebhook request"
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
    " first"
)


async def get_updates(call: Call) -> list[Wire]:
    params = call.params
    if call.bot.webhook:
        raise Conflict(WEBHOOK_ACTIVE)
    _remember_allowed(call)
    mailbox = call.sandbox.post_office.mailbox(call.bot)
    mailbox.end_poll(OTHER_POLLER)
    offset = params.get("offset", 0)
    if offset < 0:
        mailbox.keep_last(-offset)
    else:
        mailbox.confirm_before(offset)
    limit = min(max(params.get("limit", MOST_UPDATES), 1), MOST_UPDATES)
    wait = min(max(params.get("timeout", 0), 0), LONGEST_WAIT_SECONDS)
    mailbox.polled_at = call.sandbox.clock.now()
    waiting = mailbox.waiting(limit)
    if not waiting and wait:
        waiting = await _poll(mailbox, limit, wait)
    mailbox.polled_at = call.sandbox.clock.now()
    return [update.as_wire() for update in waiting]


async def _poll(mailbox: Mailbox, limit: int, wait_seconds: float) -> list[WaitingUpdate]:
    """Wait until something arrives, the time is over, or another poller takes our place."""
    ended = mailbox.begin_poll()
    arrival = asyncio.ensure_future(mailbox.arrival())
    try:
        await asyncio.wait(
            (ended, arrival), timeout=wait_seconds, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        arrival.cancel()
        if mailbox.poller is ended:
            mailbox.poller = None
    if ended.done():
        raise Conflict(ended.result())
    return mailbox.waiting(limit)


def set_webhook(call: Call) -> bool:
    params = call.params
    if not params["url"]:
        return delete_webhook(call)
    parts = parts_of(params["url"])
    if parts is None or parts.scheme not in {"http", "https"} or not parts.hostname:
        raise BadRequest("bad webhook: An HTTPS URL must be provided for webhook")
    connections = params.get("max_connections", DEFAULT_CONNECTIONS)
    if not 1 <= connections <= MOST_CONNECTIONS:
        raise BadRequest("bad webhook: max_connections must be between 1 and 100")
    secret = params.get("secret_token", "")
    if secret and not SECRET.fullmatch(secret):
        raise BadRequest("secret token contains unallowed characters")
    _remember_allowed(call)
    call.bot.webhook = {
        "url": params["url"],
        "secret_token": secret,
        "max_connections": connections,
        **({"ip_address": params["ip_address"]} if "ip_address" in params else {}),
    }
    call.sandbox.world.save(call.bot)
    mailbox = call.sandbox.post_office.mailbox(call.bot)
    mailbox.end_poll(OTHER_WEBHOOK)
    if params.get("drop_pending_updates"):
        mailbox.clear()
    call.sandbox.post_office.open_webhook(call.bot)
    return True


def delete_webhook(call: Call) -> bool:
    call.sandbox.post_office.close_webhook(call.bot)
    call.bot.webhook = None
    call.sandbox.world.save(call.bot)
    if call.params.get("drop_pending_updates"):
        call.sandbox.post_office.mailbox(call.bot).clear()
    return True


def get_webhook_info(call: Call) -> Wire:
    webhook = call.bot.webhook or {"url": ""}
    info: Wire = {
        "url": webhook["url"],
        "has_custom_certificate": False,
        "pending_update_count": len(call.sandbox.post_office.mailbox(call.bot).waiting()),
    }
    for name in ("max_connections", "ip_address", "last_error_date", "last_error_message"):
        if name in webhook:
            info[name] = webhook[name]
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


def _remember_allowed(call: Call) -> None:
    """Keep the old setting when the list is omitted; an empty one means the default again."""
    if "allowed_updates" in call.params:
        call.bot.allowed_updates = call.params["allowed_updates"]
        call.sandbox.world.save(call.bot)


ACTS: Final[dict[str, Act]] = {
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
}
WAITING_ACTS: Final[dict[str, WaitingAct]] = {"getUpdates": get_updates}
