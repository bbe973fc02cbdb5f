"""What Stripe answers about a session means one thing here."""

import pytest

from core.identity.states import IdentityState, Reason, Seen, read_session


@pytest.mark.parametrize(
    ("status", "state"),
    [
        ("requires_input", IdentityState.WISHED),
        ("processing", IdentityState.CHECKING),
        ("verified", IdentityState.VERIFIED),
        ("canceled", IdentityState.ENDED),
    ],
)
def test_each_status_is_a_state(status: str, state: IdentityState) -> None:
    assert read_session({"status": status, "last_error": None}) == Seen(state)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("document_unverified_other", Reason.UNREADABLE),
        ("selfie_manipulated", Reason.FACE),
        ("under_supported_age", Reason.OTHER),
        ("of_next_year", Reason.OTHER),
        (None, Reason.OTHER),
    ],
)
def test_what_went_wrong_is_kept_to_one_word(code: str | None, reason: Reason) -> None:
    told = {
        "status": "requires_input",
        "last_error": {"code": code, "reason": "Their words."},
        "last_verification_report": "vr_1",
    }
    assert read_session(told) == Seen(IdentityState.REFUSED, reason, "vr_1")


def test_an_error_of_an_earlier_try_is_past_when_stripe_looks_again() -> None:
    told = {"status": "processing", "last_error": {"code": "document_expired"}}
    assert read_session(told) == Seen(IdentityState.CHECKING)
