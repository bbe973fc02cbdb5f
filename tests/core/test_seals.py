"""What is sealed is read by whoever has the secret, for the purpose it was sealed for."""

from datetime import timedelta

import pytest

from core.seals import Sealed, seal, unseal
from tests.conftest import NOON

UNTIL = NOON + timedelta(days=1)
TEXT = seal(b"body", until=UNTIL, purpose=b"files", secret="ours")


def test_what_is_sealed_is_read_again_with_the_time_it_is_good_for() -> None:
    assert unseal(TEXT, purpose=b"files", secret="ours") == Sealed(b"body", UNTIL)


@pytest.mark.parametrize(("purpose", "secret"), [(b"payouts", "ours"), (b"files", "theirs")])
def test_another_purpose_or_secret_reads_nothing(purpose: bytes, secret: str) -> None:
    assert unseal(TEXT, purpose=purpose, secret=secret) is None


@pytest.mark.parametrize("text", ["", "AAAA", "é", "=", TEXT[:-2], "A" + TEXT[1:], TEXT * 2])
def test_what_we_have_not_written_is_nothing(text: str) -> None:
    assert unseal(text, purpose=b"files", secret="ours") is None
