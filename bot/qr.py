"""Pictures of links, which a phone's camera reads."""

from io import BytesIO

import segno

_MODULE_PIXELS = 10
_QUIET_ZONE = 4
"""Modules of white around it, as ISO/IEC 18004 asks for."""


def qr_code(text: str) -> bytes:
    """Draw a text as a PNG, so that up to 15 % of it may be dirty."""
    image = BytesIO()
    code = segno.make(text, error="m", micro=False)
    code.save(image, kind="png", scale=_MODULE_PIXELS, border=_QUIET_ZONE)
    return image.getvalue()
