"""Photos as Telegram keeps them: drawn anew as JPEG, so that nothing a camera wrote is left."""

import io

from PIL import Image, ImageOps, UnidentifiedImageError

from sandbox.wire import Upload

LONGEST_SIDE = 1280
MOST_SIDES = 10_000
MOST_RATIO = 20
QUALITY = 87


class NoPicture(Exception):
    """Sent as a photo, the bytes are none."""


class OddSize(NoPicture):
    """Too large or too narrow a picture to be a photo."""


def drawn_anew(upload: Upload) -> tuple[Upload, int, int]:
    """Draw a photo upright and no larger than Telegram keeps it. Raises `NoPicture`."""
    try:
        with Image.open(io.BytesIO(upload.body)) as picture:
            _check_size(picture.size)
            upright = ImageOps.exif_transpose(picture).convert("RGB")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        raise NoPicture from None
    upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    upright.info.clear()
    drawn = io.BytesIO()
    upright.save(drawn, "JPEG", quality=QUALITY)
    return Upload("photo.jpg", "image/jpeg", drawn.getvalue()), *upright.size


def _check_size(size: tuple[int, int]) -> None:
    if sum(size) > MOST_SIDES or max(size) > MOST_RATIO * min(size):
        raise OddSize
