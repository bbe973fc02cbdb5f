"""Telegram's limits on sending, counted before a request is acted on.

30 messages a second over all chats of a bot; one a second in a chat after a short burst; 20 a
minute in a group, over a rolling window. Edits count as sends, an album of n counts n. A refused
request costs nothing. Source: Telegram's bots FAQ and its server's maintainer in tdlib/td#3034.
"""

import math
from collections import defaultdict, deque
from dataclasses import asdict, dataclass

from sandbox.wire import Wire

MINUTE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class LimitRules:
    enabled: bool = True
    overall_per_second: float = 30.0
    chat_per_second: float = 1.0
    chat_burst: int = 5
    """Messages a quiet chat takes at once. Telegram names no number; a sender that assumes less
    is not tripped up by messages that arrive a little closer than they left."""
    group_per_minute: int = 20


class Limits:
    def __init__(self, rules: LimitRules) -> None:
        self.rules = rules
        self.refused = {"overall": 0, "chat": 0, "group": 0}
        # The moment at which a bucket will be empty again: by bot, and by bot and chat.
        self._overall: dict[int, float] = {}
        self._chats: dict[tuple[int, int], float] = {}
        self._groups: defaultdict[tuple[int, int], deque[float]] = defaultdict(deque)

    def set_rules(self, rules: LimitRules) -> None:
        self.rules = rules
        self._overall.clear()
        self._chats.clear()
        self._groups.clear()

    def as_wire(self) -> Wire:
        return {**asdict(self.rules), "refused": dict(self.refused)}

    def wait_seconds(self, bot_id: int, chat_id: int, *, cost: int, at: float) -> int:
        """0 when the send may go, and is counted; else the whole seconds to wait."""
        rules = self.rules
        if not rules.enabled:
            return 0
        here = (bot_id, chat_id)
        waits = {
            "overall": _bucket_wait(
                self._overall.get(bot_id, 0.0),
                per_second=rules.overall_per_second,
                burst=max(1, int(rules.overall_per_second)),
                at=at,
            )
        }
        if chat_id < 0:
            waits["group"] = self._group_wait(here, cost=cost, at=at)
        else:
            waits["chat"] = _bucket_wait(
                self._chats.get(here, 0.0),
                per_second=rules.chat_per_second,
                burst=rules.chat_burst,
                at=at,
            )
        reason, wait = max(waits.items(), key=lambda item: item[1])
        if wait > 0:
            self.refused[reason] += 1
            return math.ceil(wait)
        self._count(here, cost=cost, at=at)
        return 0

    def _count(self, here: tuple[int, int], *, cost: int, at: float) -> None:
        rules = self.rules
        bot_id, chat_id = here
        since = max(at, self._overall.get(bot_id, 0.0))
        self._overall[bot_id] = since + cost / rules.overall_per_second
        if chat_id < 0:
            self._groups[here].extend([at] * cost)
        else:
            self._chats[here] = max(at, self._chats.get(here, 0.0)) + cost / rules.chat_per_second

    def _group_wait(self, here: tuple[int, int], *, cost: int, at: float) -> float:
        sent = self._groups[here]
        while sent and sent[0] <= at - MINUTE_SECONDS:
            sent.popleft()
        most = self.rules.group_per_minute
        # An album larger than what a window holds passes when the window is empty.
        too_many = len(sent) + min(cost, most) - most
        return sent[too_many - 1] + MINUTE_SECONDS - at if too_many > 0 else 0.0


def _bucket_wait(empty_at: float, *, per_second: float, burst: int, at: float) -> float:
    """Seconds until one more fits into a bucket that drains evenly and holds `burst`.

    An album passes as one when one message would: what it costs is paid by those after it.
    """
    return empty_at - at - (burst - 1) / per_second
