"""An MP3 and nothing but its sound: no title, no artist, no picture, no comment. Pure.

A tag is whatever is no frame of sound, so only frames are kept. They follow each other, each with a
header of four bytes that tells its length (ISO 11172-3 and 13818-3, layer III; MPEG 2.5 besides).
"""

_HEADER = 4
_KBITS = {
    1: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
"""By the version of MPEG, and the four bits of the header; 0 is free format, which nobody uses."""

_HERTZ = {3: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8_000)}
"""By the two bits of the header that name the version."""

_MPEG_1 = 3
_LAYER_3 = 1
_LEAST_FRAMES = 10
"""A quarter of a second: in other files a few bytes may look like a frame."""


class NoTune(Exception):
    """These bytes are no MP3."""


def cleaned_tune(content: bytes) -> bytes:
    """Give an MP3 without its tags. Raises `NoTune`."""
    frames = []
    place = 0
    while (place := _next_frame(content, place)) >= 0:
        length = _length_at(content, place)
        frames.append(content[place : place + length])
        place += length
    kept = b"".join(frames)
    if len(frames) < _LEAST_FRAMES or 2 * len(kept) < len(content):
        raise NoTune
    return kept


def _next_frame(content: bytes, place: int) -> int:
    """Find the frame that is here, or the next one that another follows; -1 when there is none."""
    if _length_at(content, place):
        return place
    while (place := content.find(b"\xff", place + 1)) >= 0:
        length = _length_at(content, place)
        if length and _length_at(content, place + length):
            return place
    return -1


def _length_at(content: bytes, place: int) -> int:
    """Give the length of the frame that begins here, and 0 when none does."""
    header = content[place : place + _HEADER]
    if len(header) < _HEADER or header[0] != 0xFF or header[1] & 0xE0 != 0xE0:  # noqa: PLR2004  (eleven bits that are set)
        return 0
    version, layer = header[1] >> 3 & 3, header[1] >> 1 & 3
    rate, hertz = header[2] >> 4, header[2] >> 2 & 3
    if version not in _HERTZ or layer != _LAYER_3 or hertz > 2 or rate in (0, 15):  # noqa: PLR2004  (reserved)
        return 0
    kbits = _KBITS[1 if version == _MPEG_1 else 2][rate]
    samples = 144 if version == _MPEG_1 else 72
    length = samples * kbits * 1000 // _HERTZ[version][hertz] + (header[2] >> 1 & 1)
    return length if place + length <= len(content) else 0
