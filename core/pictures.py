"""A picture and nothing but the picture: no place, no camera, no name. Pure."""

import warnings
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
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > _MOST_PIXELS:
                    raise NoPicture("too many pixels")
                seen = ImageOps.exif_transpose(opened).convert("RGB")
    except (
        UnidentifiedImageError,
        OSError,
        ValueError,
        SyntaxError,  # what Pillow says of a broken PNG
        Image.DecompressionBombError,
        Image.DecompressionBombWarning,
    ) as error:
        raise NoPicture(type(error).__name__) from None
    digest = sha256(f"{seen.width}x{seen.height}:".encode() + seen.tobytes()).hexdigest()
    # A new image has no metadata that saving could take along.
    plain = Image.new("RGB", seen.size)
    plain.paste(seen)
    plain.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    drawn = BytesIO()
    plain.save(drawn, "JPEG", quality=_QUALITY)
    return Picture(drawn.getvalue(), digest)
