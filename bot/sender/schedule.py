"""What may go when. Pure: it is told the time and knows no database and no Telegram.

A chat is two lanes, one for what matters and one for the background, each strictly in order, and
at most one request of a chat is under way. Over all chats what matters goes first and keeps the
burst to itself; the background shares what is left, and among its lanes the order is by chance.

A 429 is taken as its chat's. When several chats get one at once it is everybody's: all pause, the
rate is lowered, and after the pause one request goes as a probe, which the others follow when it
has passed.
"""

import heapq
import math
import secrets
from collections import deque
from dataclasses import dataclass, field
from enum import Enum

from bot.sender.buckets import Bucket, RollingWindow


@dataclass(frozen=True, slots=True)
class Limits:
    """What Telegram lets one bot send; the source is its bots FAQ.

    `per_second` stays below its 30 and `group_seconds` above its 60, the difference being for
    clocks. The background keeps `burst - 1` free for what matters.
    """

    per_second: float = 29.0
    burst: float = 20.0
    chat_per_second: float = 1.0
    chat_burst: float = 3.0
    group_most: int = 20
    group_seconds: float = 60.5


TELEGRAM_LIMITS = Limits()
_SLOWER = 0.7
_SLOWEST_PER_SECOND = 1.0
_FASTER = 0.5
_QUIET_SECONDS = 30.0
_CROWD = 3
_CROWD_SECONDS = 5.0
_MOST_CHATS = 5000
_REST_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class Item:
    """One request to schedule. Cost 0 is not limited (answers to presses, deletions)."""

    row_id: int
    chat: str
    urgency: int
    cost: float
    not_before: float = 0.0

    @property
    def is_background(self) -> bool:
        return self.urgency > 2  # noqa: PLR2004  (0 to 2 are what matters: core.outbox.states)


@dataclass(slots=True)
class _Chat:
    bucket: Bucket
    window: RollingWindow | None
    penalty_until: float = 0.0
    used_at: float = 0.0
    is_busy: bool = False
    matters: deque[Item] = field(default_factory=deque)
    background: deque[Item] = field(default_factory=deque)

    def head(self) -> Item | None:
        if self.matters:
            return self.matters[0]
        return self.background[0] if self.background else None

    def ready_at(self, item: Item) -> float:
        if item.cost == 0:
            return max(item.not_before, self.penalty_until)
        limit = self.window.ready_at(item.cost) if self.window else self.bucket.ready_at()
        return max(limit, item.not_before, self.penalty_until)


@dataclass(frozen=True, slots=True)
class _Refusal:
    chat: str
    at: float
    until: float


class _Kind(Enum):
    """In the order they are looked at."""

    FREE = "free"
    MONEY = "money"
    REPLY = "reply"
    LINKLINE = "linkline"
    BACKGROUND = "background"


def _kind_of(item: Item) -> _Kind:
    if item.cost == 0:
        return _Kind.FREE
    if item.is_background:
        return _Kind.BACKGROUND
    return (_Kind.MONEY, _Kind.REPLY, _Kind.LINKLINE)[item.urgency]


class Schedule:
    """Give it items, ask it for the next, and tell it how each went."""

    def __init__(self, *, now: float, limits: Limits = TELEGRAM_LIMITS) -> None:
        self._limits = limits
        self._per_second = limits.per_second
        self._began_at = now
        self._all = Bucket(per_second=limits.per_second, burst=limits.burst, now=now)
        self._chats: dict[str, _Chat] = {}
        self._ready: dict[_Kind, list[tuple[float, int, str]]] = {kind: [] for kind in _Kind}
        self._pause_until = 0.0
        self._is_probing = False
        self._probe: Item | None = None
        self._refused: deque[_Refusal] = deque()
        self._changed_at = now

    def add(self, item: Item, now: float) -> None:
        chat = self._chats.get(item.chat) or self._open(item.chat, now)
        (chat.background if item.is_background else chat.matters).append(item)
        self._offer(item.chat)

    def next(self, now: float) -> Item | None:
        """Take the next that may go now.

        Its chat is busy until `done`, `skipped`, `again` or `refused`.
        """
        self._recover(now)
        for kind in _Kind:
            item = self._first_ready(kind, now)
            if item is not None and self._overall_at(kind) <= now:
                heapq.heappop(self._ready[kind])
                return self._take(item, now)
        return None

    def next_at(self) -> float | None:
        """Tell when to ask again; none while nothing waits for time."""
        times = [
            max(heap[0][0], self._overall_at(kind)) for kind, heap in self._ready.items() if heap
        ]
        soonest = min(times, default=math.inf)
        return None if soonest == math.inf else soonest

    def done(self, item: Item) -> None:
        """Telegram has answered, and not with a 429. After a probe the others follow."""
        if item is self._probe:
            self._is_probing = False
            self._refused.clear()
        self._free(item)

    def skipped(self, item: Item) -> None:
        """Let its chat go on; it was not sent after all, so it has proved nothing."""
        self._free(item)

    def again(self, item: Item, *, at: float) -> None:
        """Put an item back to the head of its lane, not before that moment."""
        chat = self._chats[item.chat]
        chat.penalty_until = max(chat.penalty_until, at)
        (chat.background if item.is_background else chat.matters).appendleft(item)
        self._free(item)

    def refused(self, item: Item, *, retry_after: float, now: float) -> None:
        """Honour a 429 in full: for its chat, and for all when several chats got one at once."""
        if item.cost > 0:
            self._blame(item.chat, retry_after=retry_after, now=now)
        jitter = secrets.randbelow(200) / 1000
        self.again(item, at=now + retry_after + jitter)

    def _blame(self, chat: str, *, retry_after: float, now: float) -> None:
        """Decide whether this 429 is everybody's.

        What was under way when the pause began is refused as well. It may lengthen the pause and
        does not lower the rate again, or a full load of 429 would bring everything to a stand.
        """
        self._refused.append(_Refusal(chat, at=now, until=now + retry_after))
        while self._refused[0].at < now - _CROWD_SECONDS:
            self._refused.popleft()
        is_crowd = len({one.chat for one in self._refused}) >= _CROWD
        if is_crowd and not self._is_probing:
            self._is_probing = True
            self._set_rate(max(_SLOWEST_PER_SECOND, self._per_second * _SLOWER), now)
        if self._is_probing:
            self._pause_until = max(self._pause_until, *(one.until for one in self._refused))
            self._all.spend_burst(self._pause_until)

    def __len__(self) -> int:
        return sum(len(one.matters) + len(one.background) for one in self._chats.values())

    def _open(self, name: str, now: float) -> _Chat:
        """Count a chat from our beginning: what a predecessor sent to it is not known."""
        limits = self._limits
        bucket = Bucket(
            per_second=limits.chat_per_second, burst=limits.chat_burst, now=self._began_at
        )
        window = None
        if name.startswith("-"):
            window = RollingWindow(most=limits.group_most, seconds=limits.group_seconds)
            window.take(limits.group_most // 2, self._began_at)
        chat = _Chat(bucket, window)
        if len(self._chats) > _MOST_CHATS:
            self._prune(now)
        self._chats[name] = chat
        return chat

    def _first_ready(self, kind: _Kind, now: float) -> Item | None:
        """Find the first of a heap that its chat lets go; entries of the past are dropped."""
        heap = self._ready[kind]
        while heap and heap[0][0] <= now:
            name = heap[0][2]
            chat = self._chats.get(name)
            head = None if chat is None or chat.is_busy else chat.head()
            if chat is None or head is None or _kind_of(head) is not kind:
                heapq.heappop(heap)
                continue
            ready_at = chat.ready_at(head)
            if ready_at <= now:
                return head
            heapq.heappop(heap)
            self._push(head, ready_at)
        return None

    def _take(self, item: Item, now: float) -> Item:
        chat = self._chats[item.chat]
        (chat.background if item.is_background else chat.matters).popleft()
        chat.is_busy = True
        chat.used_at = now
        if item.cost > 0:
            if self._is_probing:
                self._probe = item
            self._all.take(item.cost, now)
            chat.bucket.take(item.cost, now)
            if chat.window is not None:
                chat.window.take(item.cost, now)
        return item

    def _free(self, item: Item) -> None:
        if item is self._probe:
            self._probe = None
        self._chats[item.chat].is_busy = False
        self._offer(item.chat)

    def _offer(self, name: str) -> None:
        chat = self._chats[name]
        head = chat.head()
        if head is not None and not chat.is_busy:
            self._push(head, chat.ready_at(head))

    def _push(self, item: Item, ready_at: float) -> None:
        chance = secrets.randbits(30) if item.is_background else item.row_id
        heapq.heappush(self._ready[_kind_of(item)], (ready_at, chance, item.chat))

    def _overall_at(self, kind: _Kind) -> float:
        if kind is _Kind.FREE:
            return 0.0
        if self._probe is not None:
            return math.inf
        spared = self._limits.burst - 1 if kind is _Kind.BACKGROUND else 0.0
        return max(self._all.ready_at(spared=spared), self._pause_until)

    def _prune(self, now: float) -> None:
        """Forget chats that have nothing to do and all of their burst back."""
        for name, chat in list(self._chats.items()):
            is_rested = now - chat.used_at > _REST_SECONDS and chat.penalty_until < now
            if is_rested and not chat.is_busy and chat.head() is None:
                del self._chats[name]

    def _set_rate(self, per_second: float, now: float) -> None:
        self._per_second = per_second
        self._all.set_rate(per_second)
        self._changed_at = now

    def _recover(self, now: float) -> None:
        """Speed up again, a little at a time, while nobody complains."""
        if (
            self._is_probing
            or self._per_second >= self._limits.per_second
            or now - self._changed_at < _QUIET_SECONDS
        ):
            return
        self._set_rate(min(self._limits.per_second, self._per_second + _FASTER), now)
