"""Pictures for tests, drawn when they are needed."""

from io import BytesIO

import segno
from PIL import Image

_ORIENTATION, _MAKE = 0x0112, 0x010F


def a_picture(
    color: str = "teal", *, kind: str = "JPEG", size: tuple[int, int] = (64, 48)
) -> bytes:
    drawn = BytesIO()
    Image.new("RGB", size, color).save(drawn, kind)
    return drawn.getvalue()


def a_telling_picture(size: tuple[int, int] = (64, 48)) -> bytes:
    """Draw one on its side, whose metadata name the camera."""
    told = Image.Exif()
    told[_ORIENTATION], told[_MAKE] = 6, "Camera of Carla"
    drawn = BytesIO()
    Image.new("RGB", size, "teal").save(drawn, "JPEG", exif=told)
    return drawn.getvalue()


def a_code(text: str, *, on: tuple[int, int] = (600, 400), turned: int = 0) -> bytes:
    """Draw a QR code into the corner of a photo."""
    code = BytesIO()
    segno.make(text, micro=False).save(code, kind="png", scale=4)
    photo = Image.new("RGB", on, "teal")
    with Image.open(code) as drawn:
        photo.paste(drawn.convert("RGB").rotate(turned, expand=True, fillcolor="white"), (30, 20))
    content = BytesIO()
    photo.save(content, "JPEG", quality=80)
    return content.getvalue()
