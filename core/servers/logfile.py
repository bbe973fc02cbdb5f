"""What a server says goes to a file beside its data; the last of it explains a failure."""

from pathlib import Path
from typing import BinaryIO

_LARGEST_BYTES = 5_000_000
_SHOWN_BYTES = 4_000


class LogFile:
    def __init__(self, path: Path) -> None:
        self.path = path
        self._start = 0

    def open(self) -> BinaryIO:
        """Open it for one life of the server. A file grown large is kept once as `.1`."""
        if self.path.exists() and self.path.stat().st_size > _LARGEST_BYTES:
            self.path.replace(self.path.with_suffix(".log.1"))
        file = self.path.open("ab")
        self._start = file.tell()
        return file

    def read_new(self) -> str:
        """Read the last of what was said since `open`."""
        with self.path.open("rb") as file:
            file.seek(self._start)
            return file.read()[-_SHOWN_BYTES:].decode(errors="replace")
