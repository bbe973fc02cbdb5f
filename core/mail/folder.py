"""Keeps letters and short messages as files in a directory, for whoever has no server for them."""

import asyncio
import os
import tempfile
from pathlib import Path

from core.mail.carriers import Letter, TryLater
from core.mail.mime import mime_of


class FolderMailer:
    """One `.eml` file a letter, which any mail program opens. Sent twice, it is one file."""

    def __init__(self, folder: Path, *, sender: str) -> None:
        self._folder = folder
        self._sender = sender

    @property
    def place(self) -> str:
        return f"files in {self._folder}"

    async def greet(self) -> None:
        await asyncio.to_thread(_make, self._folder)

    async def send(self, letter: Letter) -> None:
        content = mime_of(letter, self._sender).as_bytes()
        await asyncio.to_thread(_put, self._folder / f"{letter.id}.eml", content)


class FolderTexter:
    """One `.txt` file a message: the number, an empty line, the words."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def place(self) -> str:
        return f"files in {self._folder}"

    async def greet(self) -> None:
        await asyncio.to_thread(_make, self._folder)

    async def send(self, message_id: str, to: str, words: str) -> None:
        content = f"{to}\n\n{words}\n".encode()
        await asyncio.to_thread(_put, self._folder / f"{message_id}.txt", content)


def _make(folder: Path) -> None:
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TryLater(str(error)) from error


def _put(path: Path, content: bytes) -> None:
    """Let the file be there as a whole or not at all."""
    _make(path.parent)
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(name).replace(path)
