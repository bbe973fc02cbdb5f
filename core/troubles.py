"""What keeps this process from its work until an operator mends it.

Only what Telegram cannot tell the operators belongs here: it is logged once, counted in a metric
and shown by `/readyz`, so that whatever watches the process pages somebody.
"""

import structlog
from prometheus_client import Gauge

TROUBLE = Gauge("peercargo_trouble", "1 while this keeps the process from its work", ("what",))
log = structlog.get_logger(__name__)


class Troubles:
    """The troubles of one process, each a sentence by its name."""

    def __init__(self) -> None:
        self._sentences: dict[str, str] = {}

    def begin(self, what: str, sentence: str) -> None:
        """Page the operators, once until it ends. The sentence says what to do."""
        if what in self._sentences:
            return
        self._sentences[what] = sentence
        TROUBLE.labels(what).set(1)
        log.critical("trouble_began", what=what, why=sentence)

    def end(self, what: str) -> None:
        TROUBLE.labels(what).set(0)
        if self._sentences.pop(what, None) is not None:
            log.warning("trouble_ended", what=what)

    def now(self) -> dict[str, str]:
        return dict(self._sentences)
