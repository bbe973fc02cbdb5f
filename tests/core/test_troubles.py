"""Operators are paged once for a trouble, and hear of its end."""

from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from core.troubles import Troubles


def _metric() -> float | None:
    return REGISTRY.get_sample_value("peercargo_trouble", {"what": "ink"})


def test_a_trouble_is_paged_once_until_it_ends() -> None:
    troubles = Troubles()
    with capture_logs() as logs:
        for _ in range(3):
            troubles.begin("ink", "There is none. Buy some.")
        assert troubles.now() == {"ink": "There is none. Buy some."}
        assert _metric() == 1.0
        for _ in range(3):
            troubles.end("ink")
        assert (troubles.now(), _metric()) == ({}, 0.0)
        troubles.begin("ink", "Again.")
    assert [(one["event"], one["log_level"]) for one in logs] == [
        ("trouble_began", "critical"),
        ("trouble_ended", "warning"),
        ("trouble_began", "critical"),
    ]
    assert logs[0]["why"] == "There is none. Buy some."
