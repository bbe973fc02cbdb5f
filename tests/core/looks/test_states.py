"""Only what looks like a number on a label is an innocent code."""

from datetime import timedelta

import pytest

from core.looks.states import pause_before_next, tells_contact


def _tells(*codes: str, earlier: tuple[str, ...] = ()) -> bool:
    return tells_contact(codes, earlier=earlier, homes={"IN", "DE"})


@pytest.mark.parametrize(
    "code",
    [
        "https://t.me/ravi_kumar",
        "https://www.parcel-service.example/track/4839201",
        "BEGIN:VCARD\nFN:Ravi\nTEL:+4915123456789\nEND:VCARD",
        "WIFI:S:ravi;T:WPA;P:secret;;",
        "MECARD:N:Ravi;TEL:015123456789;;",
        "+4915123456789",
        "00919820098200",
        "ravikumar90",
        "RAVIKUMAR90",
        "M1KUMAR/RAVI          EABC123 DELBOMAI 0815 326Y001A0001 100",
        "call me tonight",
        "@1234567",
    ],
)
def test_a_code_that_may_lead_to_somebody_is_no_innocent_one(code: str) -> None:
    assert _tells(code)


@pytest.mark.parametrize("code", ["SN-48392", "JJD0003 0204", "2048/16", "A17 4402 99"])
def test_a_number_on_a_label_passes(code: str) -> None:
    assert not _tells(code)


def test_no_code_at_all_tells_nothing() -> None:
    assert not _tells()


def test_a_number_in_pieces_is_read_together() -> None:
    pieces = ("0151", "2345", "6789")
    assert not any(_tells(one) for one in pieces)
    assert _tells(*pieces)


def test_a_number_that_was_begun_in_words_is_read_to_its_end() -> None:
    assert _tells("345 6789", earlier=("My number begins with 0151 2",))


def test_the_pause_grows_with_the_wait_and_has_an_end() -> None:
    pauses = [pause_before_next(timedelta(seconds=one)) for one in (0, 1, 5, 3600)]
    assert pauses == [timedelta(seconds=one) for one in (1, 1, 5, 60)]
