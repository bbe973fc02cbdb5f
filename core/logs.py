"""Structured logs for every process: one line an event, secrets masked, a request id on each.

The request id is bound when an update or a web request comes in and travels by context variable,
so every line up to the last message sent for it carries the same id. Lines of libraries that use
the standard logging module pass through the same masking.
"""

import logging
import re
import sys
from collections.abc import Iterable
from pathlib import Path

import structlog
from structlog.typing import EventDict, WrappedLogger

from core.settings import LogFormat, Settings

MASK = "•••"
_SHORTEST_SECRET = 6
_LOOKS_SECRET = re.compile(
    r"\b\d{2,12}:[A-Za-z0-9_-]{30,}"  # a bot token
    r"|\b(?:sk|rk|whsec)_[A-Za-z0-9_]{8,}"  # Stripe's keys
    r"|\bpc_[A-Za-z0-9_-]{40,}"  # a token of our own REST API
    r"|(?<=://)[^\s/@:]*:[^\s/@]+(?=@)"  # user and password in an address
)


class Masking:
    """Hides secrets in a text; as a structlog processor in a finished line, tracebacks included."""

    def __init__(self, secrets: Iterable[str]) -> None:
        known = sorted({one for one in secrets if len(one) >= _SHORTEST_SECRET}, key=len)
        self._known = re.compile("|".join(re.escape(one) for one in reversed(known)) or r"(?!)")

    def __call__(self, logger: WrappedLogger, name: str, line: str) -> str:
        return self.mask(line)

    def mask(self, text: str) -> str:
        return _LOOKS_SECRET.sub(MASK, self._known.sub(MASK, text))


def _rename_message(logger: WrappedLogger, name: str, event: EventDict) -> EventDict:
    event.pop("_record", None)
    event.pop("_from_structlog", None)
    return event


def _console() -> structlog.dev.ConsoleRenderer:
    """Show tracebacks as they are: a pretty one shows variables, and breaks secrets over lines."""
    return structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
    )


def set_up_logs(settings: Settings, *, process: str, file: Path | None = None) -> None:
    """Call once, at the start of a process. Lines go to standard error, or to `file`."""
    is_json = settings.log_format is LogFormat.JSON or (
        settings.log_format is LogFormat.AUTO and (file is not None or not sys.stderr.isatty())
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_logger_name,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
    ]
    render: list[structlog.typing.Processor] = (
        [
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ]
        if is_json
        else [_console()]
    )
    formatter = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[_rename_message, *render, Masking(settings.secrets())],  # type: ignore[list-item]
    )
    handler = logging.StreamHandler() if file is None else logging.FileHandler(file)
    handler.setFormatter(formatter)
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(settings.log_level.upper())
    for chatty in ("aiogram.event", "httpx", "httpcore", "apscheduler", "botocore", "alembic"):
        logging.getLogger(chatty).setLevel(logging.WARNING)
    for own in ("uvicorn", "uvicorn.error", "uvicorn.access"):
        logging.getLogger(own).handlers = []
        logging.getLogger(own).propagate = True
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *shared,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    structlog.contextvars.bind_contextvars(process=process)
