"""A form with a file is read as a browser writes it, and what none writes is refused."""

from collections.abc import Mapping

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from admin.shell.multipart import FormReader, Part, boundary_in

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


Read = tuple[str, bytes, bool]


def _read(
    body: bytes, *, most: int = 1_000, most_in_file: int = 1_000, at_once: int = 1_000
) -> list[Part]:
    """Read a form that comes in pieces of so many bytes."""
    form = FormReader(_BOUNDARY, most_parts=10, most_field_bytes=most, most_file_bytes=most_in_file)
    for place in range(0, len(body), at_once):
        form.write(body[place : place + at_once])
    return form.end()


def _said(parts: list[Part]) -> list[Read]:
    return [(one.name, bytes(one.content), one.is_file) for one in parts]


@pytest.mark.parametrize("at_once", [1, 7, 1_000])
def test_what_chromium_writes_is_read_to_the_byte(at_once: int) -> None:
    parts = _read(_BROWSER, at_once=at_once)
    assert _said(parts) == [
        ("words", "One\r\nTwo €".encode(), False),
        ("picture", b"\x89PNG\r\n\x1a\n--\r\n", True),
    ]
    assert not any(one.is_cut for one in parts)


def test_where_no_file_was_chosen_there_is_none() -> None:
    assert _read(_EMPTY) == []


def test_of_a_file_that_is_too_large_no_more_is_kept_than_is_allowed() -> None:
    words, picture = _read(_BROWSER, most_in_file=9)
    assert bytes(words.content) == "One\r\nTwo €".encode()
    assert (len(picture.content), picture.is_cut) == (9, True)


def test_words_without_end_are_refused() -> None:
    with pytest.raises(ValueError, match="too much"):
        _read(_BROWSER, most=8)


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
    form = FormReader(boundary, most_parts=10, most_field_bytes=10**6, most_file_bytes=10**6)
    form.write(sent.read())
    read = form.end()
    assert {one.name: one.content.decode() for one in read if not one.is_file} == fields
    assert [one.content for one in read if one.is_file] == [content]
