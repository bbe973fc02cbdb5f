"""What a picture's first bytes say: its format and size. Nothing is decoded."""

import struct
from typing import NamedTuple

JPEG_SIZE_MARKERS = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


class Picture(NamedTuple):
    mime_type: str
    width: int
    height: int


def picture_in(body: bytes) -> Picture | None:
    """None when these bytes are no picture Telegram would take."""
    try:
        if body.startswith(b"\x89PNG\r\n\x1a\n"):
            return Picture("image/png", *struct.unpack(">II", body[16:24]))
        if body.startswith((b"GIF87a", b"GIF89a")):
            return Picture("image/gif", *struct.unpack("<HH", body[6:10]))
        if body.startswith(b"\xff\xd8"):
            return _jpeg(body)
        if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
            return _webp(body)
    except (struct.error, IndexError):
        return None
    return None


def _jpeg(body: bytes) -> Picture | None:
    at = 2
    while at < len(body):
        if body[at] != 0xFF:  # noqa: PLR2004 - a marker's first byte
            return None
        marker = body[at + 1]
        if marker in JPEG_SIZE_MARKERS:
            height, width = struct.unpack(">HH", body[at + 5 : at + 9])
            return Picture("image/jpeg", width, height)
        (length,) = struct.unpack(">H", body[at + 2 : at + 4])
        at += 2 + length
    return None


def _webp(body: bytes) -> Picture | None:
    match body[12:16]:
        case b"VP8 ":
            width, height = struct.unpack("<HH", body[26:30])
            return Picture("image/webp", width & 0x3FFF, height & 0x3FFF)
        case b"VP8L":
            (bits,) = struct.unpack("<I", body[21:25])
            return Picture("image/webp", (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case b"VP8X":
            width = int.from_bytes(body[24:27], "little") + 1
            return Picture("image/webp", width, int.from_bytes(body[27:30], "little") + 1)
        case _:
            return None
