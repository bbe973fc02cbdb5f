"""Reading a form that carries files, as browsers write it (RFC 7578). Nothing goes to a disk. Pure.

Of a form that is larger than what was read, whatever came before the cut is known.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesParser

_NEW_LINE = b"\r\n"
_MOST_BOUNDARY = 70
"""RFC 2046, 5.1.1."""


@dataclass(frozen=True, slots=True)
class Part:
    """A field, or a file that was chosen in one; `is_cut` when not all of it was read."""

    name: str
    content: bytes
    is_file: bool = False
    is_cut: bool = False


def boundary_in(content_type: str) -> bytes | None:
    """Find what stands between the parts; none when it is no such form."""
    header = Message()
    header["Content-Type"] = content_type
    boundary = header.get_boundary("")
    if header.get_content_type() != "multipart/form-data" or not boundary.isascii():
        return None
    return boundary.encode() if 0 < len(boundary) <= _MOST_BOUNDARY else None


def parts_in(body: bytes, boundary: bytes, *, most: int, is_cut: bool) -> Iterator[Part]:
    """Read the parts in their order. Raises `ValueError` for what no browser writes."""
    between = _NEW_LINE + b"--" + boundary
    _, *pieces = (_NEW_LINE + body).split(between, most + 1)
    if len(pieces) > most:
        raise ValueError("too many parts")
    for place, piece in enumerate(pieces):
        if piece.startswith(b"--"):
            return
        is_last = place == len(pieces) - 1
        if is_last and not is_cut:
            break
        part = _part(piece, is_cut=is_last)
        if part is not None:
            yield part
    if not is_cut:
        raise ValueError("no end")


def _part(piece: bytes, *, is_cut: bool) -> Part | None:
    head, blank, content = piece.partition(_NEW_LINE * 2)
    if not blank:
        if is_cut:
            return None
        raise ValueError("no head")
    said = BytesParser().parsebytes(head.lstrip(b" \t\r\n") + _NEW_LINE * 2, headersonly=True)
    name = said.get_param("name", header="Content-Disposition")
    if name is None:
        raise ValueError("no name")
    file_name = said.get_param("filename", header="Content-Disposition")
    is_file = file_name is not None
    # A browser sends a part without a name and without a byte where no file was chosen.
    if is_file and not file_name and not content:
        return None
    return Part(str(name), content, is_file=is_file, is_cut=is_cut)
