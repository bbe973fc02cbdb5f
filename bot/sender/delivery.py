"""How it went to carry a row to Telegram."""

from dataclasses import dataclass

from bot.sender.answers import Verdict
from bot.sender.wire import Reply


@dataclass(frozen=True, slots=True)
class Delivery:
    """How it went. `reply` has the details of what did not go well."""

    verdict: Verdict
    reply: Reply
    message_ids: tuple[int, ...] = ()

    @property
    def message_id(self) -> int | None:
        """Give the first of what it became."""
        return self.message_ids[0] if self.message_ids else None
