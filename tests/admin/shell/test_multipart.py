"""A form with a file is read as a browser writes it, and what none writes is refused."""

from collections.abc import Mapping

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.shell.multipart import Part, boundary_in, parts_in

_BOUNDARY = b"----WebKitFormBoundary7MA4YWxk"
_BROWSER = (
    b"------WebKitFormBoundary7MA4YWxk\r\n"
    b'Content-Disposition: form-data; name="words"\r\n\r\n'
    b"One\r\nTwo \xe2\x82\xac\r\n"
    b"------WebKitFormBoundary7MA4YWxk\r\n"
    b'Content-Disposition: form-data; name="picture"; filename="\xc3\xa9t\xc3\xa9 %22x%22.png"\r\n'
    b"Content-Type: image/png\r\n\r\n"
    b"\x89PNG\r\n\x1a\n--\r\n\r\n"
    b"------WebKitFormBoundary7MA4YWxk--\r\n"
)
_EMPTY = (
    b"------WebKitFormBoundary7MA4YWxk\r\n"
    b'Content-Disposition: form-data; name="picture"; filename=""\r\n'
    b"Content-Type: application/octet-stream\r\n\r\n\r\n"
    b"------WebKitFormBoundary7MA4YWxk--\r\n"
)


def _read(body: bytes, *, most: int = 10, is_cut: bool = False) -> list[Part]:
    return list(parts_in(body, _BOUNDARY, most=most, is_cut=is_cut))


def test_what_chromium_writes_is_read_to_the_byte() -> None:
    assert _read(_BROWSER) == [
        Part("words", "One\r\nTwo €".encode()),
        Part("picture", b"\x89PNG\r\n\x1a\n--\r\n", is_file=True),
    ]


def test_where_no_file_was_chosen_there_is_none() -> None:
    assert _read(_EMPTY) == []


def test_of_a_form_that_was_cut_off_the_part_before_the_cut_is_known() -> None:
    whole = _read(_BROWSER)
    for end in range(len(_BROWSER)):
        read = _read(_BROWSER[:end], is_cut=True)
        known = [one for one in read if not one.is_cut]
        assert known == whole[: len(known)]
        assert len(read) - len(known) <= 1
    assert _read(_BROWSER[:200], is_cut=True)[0] == Part("words", "One\r\nTwo €".encode())


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"words",
        _BROWSER[:-6],
        _BROWSER[:150],
        b"--" + _BOUNDARY + b"\r\nno head\r\n--" + _BOUNDARY + b"--\r\n",
        b"--"
        + _BOUNDARY
        + b"\r\nContent-Disposition: form-data\r\n\r\nx\r\n--"
        + _BOUNDARY
        + b"--",
        (b"\r\n--" + _BOUNDARY + b'\r\nContent-Disposition: form-data; name="a"\r\n\r\nx') * 11,
    ],
)
def test_what_no_browser_writes_is_refused(body: bytes) -> None:
    with pytest.raises(ValueError, match=r"no |too many"):
        _read(body)


def test_only_a_form_with_files_has_a_boundary() -> None:
    assert boundary_in('multipart/form-data; boundary="a b"') == b"a b"
    for other in (
        "",
        "multipart/form-data",
        "multipart/form-data; boundary=",
        f"multipart/form-data; boundary={'x' * 71}",
        "multipart/form-data; boundary=\xe9",
        "multipart/mixed; boundary=x",
        "application/x-www-form-urlencoded",
    ):
        assert boundary_in(other) is None, other


@given(
    st.dictionaries(st.sampled_from(["words", "seen", "is_note"]), st.text(), max_size=3),
    st.binary(),
)
def test_whatever_stands_in_it_comes_back(fields: Mapping[str, str], content: bytes) -> None:
    files = {"picture": ("a.png", content, "image/png")}
    sent = httpx.Request("POST", "http://console.example", data=fields, files=files)
    boundary = boundary_in(sent.headers["Content-Type"])
    assert boundary is not None
    read = list(parts_in(sent.read(), boundary, most=10, is_cut=False))
    assert {one.name: one.content.decode() for one in read if not one.is_file} == fields
    assert [one.content for one in read if one.is_file] == [content]
