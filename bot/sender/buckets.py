"""Rates. All times are seconds of one monotonic clock."""

from collections import deque


class Bucket:
    """At most `burst` at once, then `per_second`: the generic cell rate algorithm (ITU-T I.371).

    Starts without its burst, because nobody knows what a predecessor has just sent.
    """

    def __init__(self, *, per_second: float, burst: float, now: float) -> None:
        self._interval = 1.0 / per_second
        self._tolerance = (burst - 1) * self._interval
        self._empty_at = now + self._tolerance

    def ready_at(self, *, spared: float = 0.0) -> float:
        """Tell when one more may go and still leave `spared` of the burst to others."""
        return self._empty_at - self._tolerance + spared * self._interval

    def take(self, cost: float, now: float) -> None:
        self._empty_at = max(self._empty_at, now) + cost * self._interval

    def spend_burst(self, at: float) -> None:
        """Let only one go at that moment, and the next ones at the rate."""
        self._empty_at = max(self._empty_at, at + self._tolerance)

    def set_rate(self, per_second: float) -> None:
        burst = self._tolerance / self._interval
        self._interval = 1.0 / per_second
        self._tolerance = burst * self._interval


class RollingWindow:
    """At most `most` within any `seconds`: how Telegram counts in groups, edits included."""

    def __init__(self, *, most: int, seconds: float) -> None:
        self._most = most
        self._seconds = seconds
        self._taken: deque[float] = deque()

    def ready_at(self, cost: float) -> float:
        """Tell when so much more may go. What exceeds a whole window waits for an empty one."""
        too_many = len(self._taken) + min(int(cost), self._most) - self._most
        return self._taken[too_many - 1] + self._seconds if too_many > 0 else 0.0

    def take(self, cost: float, now: float) -> None:
        while self._taken and self._taken[0] <= now - self._seconds:
            self._taken.popleft()
        self._taken.extend([now] * int(cost))
