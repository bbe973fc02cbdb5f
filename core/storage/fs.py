"""Files in a directory, each with a sidecar that says what it is; we sign their addresses."""

import asyncio
import json
import os
import tempfile
from datetime import timedelta
from pathlib import Path

from core.clock import Clock
from core.seals import seal, unseal
from core.storage.files import FileMissing, Kept, checked_key, checked_life

_PURPOSE = b"files"
_SIDECAR = ".about"


class FsStorage:
    """`base_url` is where the web process serves files; it and `secret` make the addresses.

    Processes that share the directory and the secret read each other's files and addresses.
    """

    def __init__(self, folder: Path, *, base_url: str, secret: str, clock: Clock) -> None:
        self._folder = folder
        self._base_url = base_url
        self._secret = secret
        self._clock = clock

    async def put(self, key: str, content: bytes, *, media_type: str) -> None:
        path = self._path(key)
        about = json.dumps({"media_type": media_type}).encode()

        def write() -> None:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # The file comes last: while it is not there, nothing is.
            _replace(_sidecar_of(path), about)
            _replace(path, content)

        await asyncio.to_thread(write)

    async def get(self, key: str) -> Kept:
        path = self._path(key)

        def read() -> Kept:
            content = path.read_bytes()
            about = json.loads(_sidecar_of(path).read_bytes())
            return Kept(content, str(about["media_type"]))

        try:
            return await asyncio.to_thread(read)
        except FileNotFoundError:
            raise FileMissing(key) from None

    async def drop(self, key: str) -> None:
        path = self._path(key)

        def remove() -> None:
            path.unlink(missing_ok=True)
            _sidecar_of(path).unlink(missing_ok=True)

        await asyncio.to_thread(remove)

    async def url_of(self, key: str, *, lives: timedelta) -> str:
        until = self._clock() + checked_life(lives)
        body = checked_key(key).encode()
        token = seal(body, until=until, purpose=_PURPOSE, secret=self._secret)
        return f"{self._base_url}/{token}"

    def key_in(self, token: str) -> str | None:
        """Read which file the end of an address names; None when it is not ours or too old."""
        sealed = unseal(token, purpose=_PURPOSE, secret=self._secret)
        if sealed is None or sealed.until <= self._clock():
            return None
        return sealed.body.decode()

    def _path(self, key: str) -> Path:
        return self._folder / checked_key(key)


def _sidecar_of(path: Path) -> Path:
    return path.with_name(path.name + _SIDECAR)


def _replace(path: Path, content: bytes) -> None:
    """Let the file be the old one or all of the new one, also after a crash."""
    number, name = tempfile.mkstemp(dir=path.parent, prefix=".new-")
    try:
        with os.fdopen(number, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
