"""Offsets and lengths as Telegram counts them: in UTF-16 code units."""


def units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def cut(text: str, offset: int, length: int) -> str:
    encoded = text.encode("utf-16-le")
    return encoded[offset * 2 : (offset + length) * 2].decode("utf-16-le", "replace")


def splits_a_character(text: str, offset: int) -> bool:
    """Whether the offset falls between the two halves of one character."""
    if text.isascii():
        return False
    encoded = text.encode("utf-16-le")
    half = encoded[offset * 2 : offset * 2 + 2]
    return len(half) == 2 and 0xDC <= half[1] <= 0xDF  # noqa: PLR2004 - low surrogates
