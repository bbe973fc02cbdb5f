"""What an e-mail address and a mobile number are."""

import pytest

from core.addresses.states import (
    NotAMobile,
    NotAnEmail,
    hash_of,
    is_code,
    read_email,
    read_mobile,
    shown,
)
from core.ids import new_id
from tests.conftest import NOON


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("noor@example.org", "noor@example.org"),
        ("  Noor.K+cargo@EXAMPLE.org \n", "Noor.K+cargo@example.org"),
        ("mailto:noor@example.org", "noor@example.org"),
        ("noor@bücher.example", "noor@xn--bcher-kva.example"),
        ("noor@उदाहरण.भारत", "noor@xn--p1b6ci4b4b3a.xn--h2brj9c"),
        ("noor@Straße.example", "noor@xn--strae-oqa.example"),
    ],
)
def test_an_address_is_read_as_mail_servers_know_it(typed: str, read: str) -> None:
    assert read_email(typed) == read


@pytest.mark.parametrize(
    "typed",
    [
        *("", "noor", "@example.org", "noor@", "noor@example", "noor@@example.org"),
        *("noor@127.0.0.1", "noor@[127.0.0.1]", "a b@example.org", "noor@exa mple.org"),
        *("noor@example.org\r\nBcc: b@example.org", "noor\n@example.org", '"a"@example.org'),
        *("noor@example.org, b@example.org", "Noor <noor@example.org>", "nóor@example.org"),
        *(".noor@example.org", "noor.@example.org", "n..r@example.org", "noor@-a.example"),
        *("a" * 65 + "@example.org", "noor@" + "a" * 64 + ".org", "noor@" + "a.b." * 70 + "org"),
    ],
)
def test_what_no_letter_reaches_is_refused(typed: str) -> None:
    with pytest.raises(NotAnEmail):
        read_email(typed)


def test_a_number_is_read_with_its_code_or_as_it_is_dialed_at_home() -> None:
    assert read_mobile("+34 600 12 34 56", country="IN") == "+34600123456"
    assert read_mobile("98765 43210", country="IN") == "+919876543210"


@pytest.mark.parametrize("typed", ["", "112", "+34 912 34 56 78", "noor", "98765 43210 98765"])
def test_what_rings_in_no_pocket_is_refused(typed: str) -> None:
    with pytest.raises(NotAMobile):
        read_mobile(typed, country="ES")


def test_an_address_is_shown_to_who_knows_it() -> None:
    assert shown("noor@xn--bcher-kva.example") == "n…r@bücher.example"
    assert shown("n@example.org") == "n…@example.org"
    assert shown("+34600123456") == "+34…56"


def test_a_code_is_right_however_it_is_spaced_and_in_any_digits() -> None:
    claim_id = new_id(NOON)
    kept = hash_of("012345", claim_id)
    for typed in ("012345", " 012 345 ", "It is 012-345.", "०१२३४५"):
        assert is_code(typed, claim_id, kept)
    for typed in ("", "12345", "0123456", "012346"):
        assert not is_code(typed, claim_id, kept)
    assert not is_code("012345", new_id(NOON), kept)
