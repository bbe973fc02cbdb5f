"""What docs/live.md lists is what the code has."""

import re

from tests.house.sources import ROOT
from webhooks.api import conversations, live
from webhooks.api.ears import LOOK_SECONDS, MOST_OF_ONE_PEER
from webhooks.api.live_frames import Close
from webhooks.api.sizes import MOST_BYTES
from webhooks.server import HEARTBEAT_SECONDS

_DOC = (ROOT / "docs" / "live.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| (\d{4}) \| ([a-z-]*) *\| .* \|$", re.MULTILINE)
_OF_THE_SERVER = {(1009, "")}


def test_every_reason_to_close_is_described() -> None:
    rows = {(int(code), reason) for code, reason in _ROW.findall(_DOC)}
    assert rows == _OF_THE_SERVER | {(one.value, one.reason) for one in Close}


def test_the_limits_are_those_of_the_code() -> None:
    words = " ".join(_DOC.split())
    for said in (
        f"at most {MOST_BYTES:,} bytes",
        f"at most {conversations.MOST_FRAMES} in a minute",
        f"at most {MOST_OF_ONE_PEER} connections",
        f"for {conversations.SEND_SECONDS:.0f} seconds is hung up",
        f"at the latest after {LOOK_SECONDS:.0f} seconds",
    ):
        assert said in words
    assert (live.HELLO_SECONDS, HEARTBEAT_SECONDS) == (10.0, 20.0)
