"""Secrets never reach a log."""

import json
import logging

import pytest
import structlog

from core.logs import MASK, set_up_logs
from core.settings import LogFormat, Settings

TOKEN = "7654321:AAFakeTokenThatIsLongEnoughToLookReal"


@pytest.fixture
def settings(capsys: pytest.CaptureFixture[str]) -> Settings:
    return Settings(
        telegram_bot_token=TOKEN,
        stripe_webhook_secret="not-a-usual-form-of-secret",
        log_format=LogFormat.JSON,
    )


@pytest.fixture(autouse=True)
def _logs_as_before() -> object:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    ways = structlog.get_config()
    yield
    root.handlers[:], root.level = before[0], before[1]
    structlog.configure(**ways)
    structlog.contextvars.clear_contextvars()


@pytest.mark.parametrize(
    "leak",
    [
        f"https://api.telegram.org/bot{TOKEN}/getMe",
        "not-a-usual-form-of-secret",
        "a stranger's 99999999:AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr",
        "sk_live_51Habcdefghij",
        "pc_" + "a-B_" * 10 + "xyz",
        "postgresql://cargo:hunter2@db/x",
    ],
)
def test_a_secret_is_masked_in_our_lines_in_libraries_lines_and_in_tracebacks(
    settings: Settings, capsys: pytest.CaptureFixture[str], leak: str
) -> None:
    set_up_logs(settings, process="test")
    structlog.get_logger("ours").info("event", detail=leak)
    logging.getLogger("a.library").warning("it said %s", leak)
    structlog.get_logger("ours").error("failed", exc_info=ValueError(leak))
    written = capsys.readouterr().err
    for secret in (TOKEN, "not-a-usual-form-of-secret", "AAbbCC", "51Habc", "hunter2"):
        assert secret not in written
    assert written.count(MASK) >= 3


def test_a_line_is_json_and_carries_what_was_bound(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    set_up_logs(settings, process="test")
    with structlog.contextvars.bound_contextvars(request_id="abc"):
        structlog.get_logger("ours").info("event")
    line = json.loads(capsys.readouterr().err.splitlines()[-1])
    assert line["event"] == "event"
    assert line["request_id"] == "abc"
    assert line["process"] == "test"
