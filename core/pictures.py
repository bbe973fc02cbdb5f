"""A picture and nothing but the picture: no place, no camera, no name; what its codes say. Pure."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

MOST_BYTES = 10 * 1024 * 1024
"""Telegram makes no photo larger."""

MEDIA_TYPE = "image/jpeg"
_FORMATS = ("JPEG", "PNG", "WEBP")
_MOST_PIXELS = 50_000_000
_LONGEST_SIDE = 2560
_QUALITY = 85
_CODES = "QRCode|MicroQRCode|RMQRCode|Aztec|DataMatrix|PDF417|Code128|Code39|Code93"


class NoPicture(Exception):
    """These bytes are no picture that we read."""


@dataclass(frozen=True, slots=True)
class Picture:
    """`digest` is of what is seen, so that other metadata make no other picture."""

    jpeg: bytes
    digest: str


def cleaned(content: bytes) -> Picture:
    """Draw a picture anew, upright, with nothing beside its pixels, at most 2560 a side.

    Takes JPEG, PNG and WebP. Raises `NoPicture`.
    """
    with _opened(content) as opened:
        seen = ImageOps.exif_transpose(opened).convert("RGB")
    digest = sha256(f"{seen.width}x{seen.height}:".encode() + seen.tobytes()).hexdigest()
    # A new image has no metadata that saving could take along.
    plain = Image.new("RGB", seen.size)
    plain.paste(seen)
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    drawn = BytesIO()
    plain.save(drawn, "JPEG", quality=_QUALITY)
    return Picture(drawn.getvalue(), digest)


def codes_in(content: bytes) -> tuple[str, ...]:
    """Read what QR codes and barcodes in a picture say, each once. Numbers of goods are no codes.

    What is no picture that we read, or is too large, says nothing. A picture full of noise keeps a
    core busy for most of a second, so it is to be called in a thread.
    """
    # Few messages have a picture: who reads none needs no reader of codes in the memory.
    import zxingcpp  # noqa: PLC0415

    try:
        with _opened(content) as opened:
            grey = _as_shown(opened)
    except NoPicture:
        return ()
    kinds = zxingcpp.barcode_formats_from_str(_CODES)
    seen = memoryview(grey.tobytes()).cast("B", (grey.height, grey.width))
    said = (code.text for code in zxingcpp.read_barcodes(seen, kinds))
    return tuple(dict.fromkeys(text for text in said if text))


def _as_shown(picture: Image.Image) -> Image.Image:
    """Draw it in grey, upon white where it can be seen through."""
    picture.draft("L", (_LONGEST_SIDE, _LONGEST_SIDE))
    shown = picture.convert("L")
    if picture.has_transparency_data:
        clear = picture.convert("RGBA")
        shown = Image.alpha_composite(Image.new("RGBA", clear.size, "white"), clear).convert("L")
    shown.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    return shown


@contextmanager
def _opened(content: bytes) -> Iterator[Image.Image]:
    """Open a picture, and refuse what is none or too large, whenever Pillow finds out."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise NoPicture("too many pixels")
                yield opened
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,  # what Pillow says of a broken PNG
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise NoPicture(type(error).__name__) from None
