"""How a file that somebody has sent is fetched from where it lies, and how that may fail.

It is asked for outside of any transaction. Nothing here knows the channel that it came by.
"""

from typing import Protocol


class NotFetched(Exception):
    """The file did not come, and may come later."""


class FileGone(Exception):
    """The file is not there, or not for us."""


class FileTooLarge(FileGone):
    """The file is larger than what is fetched at all."""


class Fetch(Protocol):
    """Fetches what was sent. Raises `NotFetched`, `FileGone` or `FileTooLarge`."""

    async def __call__(self, file_id: str) -> bytes: ...
