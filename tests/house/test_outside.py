"""Whatever the product asks of the outside, a process of it is killed in a test while it asks."""

from pathlib import Path
from types import MappingProxyType
from typing import Final

from tests.house.outside import imports, methods_called, stripe_calls, wire_calls, words_in
from tests.house.sources import ROOT, source_files

_BY_HAND = ("core/checkup.py", "bot/checkup.py")
"""The doctor looks and changes nothing, and a person who stops him sees that he was stopped."""

_DOORS: Final = MappingProxyType(
    {
        "aiohttp": {"bot/files.py", "bot/sender/wire.py"},
        "bot.telegram": {"bot/runner.py", "bot/checkup.py"},
        "boto3": {"core/storage/s3.py", "core/mail/aws.py"},
        # One names the bot of the demo, at a sandbox that has just been started. The other asks who
        # somebody is who waits before a browser; if it is killed, nothing was changed anywhere.
        "httpx": {"cli.py", "core/providers/flows.py"},
        "smtplib": {"core/mail/smtp.py"},
    }
)
"""Who reaches out with what. Servers of our own, as databases and brokers are, have tests of
their own: tests/chaos, tests/core/events."""

_NOBODYS = (
    *("requests", "urllib.request", "urllib3", "http.client"),
    *("ftplib", "telnetlib", "websockets", "grpc"),
)


def _ours() -> list[Path]:
    return [*source_files("admin", "bot", "core", "webhooks"), ROOT / "cli.py"]


def _name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def _asked() -> set[str]:
    """Name all that is asked, as the outside calls it."""
    found: set[str] = set()
    for file in _ours():
        if _name(file) in _BY_HAND:
            continue
        found |= stripe_calls(file)
        if not _name(file).startswith("bot/sender/"):
            # What the sender says comes from the outbox: tests/chaos/test_pulled_plug.py.
            found |= wire_calls(file)
    for name in ("bot/runner.py", "bot/front.py"):
        methods = methods_called(ROOT / name, "bot") - {"session"}
        found |= {_as_telegram_says(one) for one in methods}
    found |= methods_called(ROOT / "core/mail/smtp.py", "server") & {"mail", "rcpt", "data"}
    found |= methods_called(ROOT / "core/mail/aws.py", "_client") - {
        # Where it is; and what the doctor asks, who changes nothing.
        *("meta", "get_account", "get_sms_attributes")
    }
    return found | methods_called(ROOT / "core/storage/s3.py", "_client") - {
        # Signs an address and asks nobody.
        "generate_presigned_url"
    }


def _as_telegram_says(method: str) -> str:
    first, *others = method.split("_")
    return first + "".join(part.capitalize() for part in others)


def _killed_over() -> set[str]:
    files = (ROOT / "tests").rglob("test_killed*.py")
    return set().union(*(words_in(file) for file in files))


def test_nobody_reaches_out_but_by_the_doors_that_are_known() -> None:
    for library in (*_DOORS, *_NOBODYS):
        known = _DOORS.get(library, set())
        assert {_name(file) for file in _ours() if imports(file, library)} == known, library


def test_what_is_asked_is_found() -> None:
    """Each way of asking, so that the next test is no empty promise."""
    asked = _asked()
    for one in (
        "PostCheckoutSessionsSessionExpire",
        "GetTransfersIdReversals",
        "GetDisputesDispute",
    ):
        assert one in asked
    for one in ("getFile", "file", "getUpdates", "delete_object", "send_email", "rcpt"):
        assert one in asked


def test_a_process_is_killed_over_everything_that_it_asks() -> None:
    assert _asked() - _killed_over() == set()
