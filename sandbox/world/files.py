"""The file shelf: bytes under a file's unique id, in memory or in a folder. Bytes never change."""

import re
import secrets
from pathlib import Path

from sandbox.wire import Wire
from sandbox.world.store import Store
from sandbox.world.things import Bot, StoredFile

# What a file id begins with, by medium, so that a person can tell them apart as with Telegram's.
MARKS = {
    "live_photo": "LwAC",
    "photo": "AgAC",
    "video": "BAAC",
    "animation": "CgAC",
    "audio": "CQAC",
    "voice": "AwAC",
    "video_note": "DQAC",
    "document": "BQAC",
    "sticker": "CAAC",
}
FOLDERS = {
    "live_photo": "live_photos",
    "photo": "photos",
    "video": "videos",
    "animation": "animations",
    "audio": "music",
    "voice": "voice",
    "video_note": "video_notes",
    "document": "documents",
    "sticker": "stickers",
}


class FileShelf:
    def __init__(self, store: Store, folder: Path | None) -> None:
        self._store = store
        self._folder = folder
        self._bodies: dict[str, bytes] = {}
        self._files = {row["unique_id"]: StoredFile(**row) for row in store.rows(StoredFile.kind)}
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)

    def add(
        self, media: str, body: bytes, *, mime_type: str, file_name: str, facts: Wire
    ) -> StoredFile:
        """Take bytes in. The same bytes twice are two files, as with Telegram."""
        unique_id = f"AQAD{secrets.token_hex(8)}"
        if self._folder is None:
            self._bodies[unique_id] = body
        else:
            (self._folder / unique_id).write_bytes(body)
        file = StoredFile(
            unique_id=unique_id,
            media=media,
            size=len(body),
            mime_type=mime_type,
            file_name=file_name,
            facts=facts,
        )
        self._files[unique_id] = file
        self._store.save(file)
        return file

    def get(self, unique_id: str) -> StoredFile | None:
        return self._files.get(unique_id)

    def body(self, file: StoredFile) -> bytes:
        if self._folder is None:
            return self._bodies[file.unique_id]
        return (self._folder / file.unique_id).read_bytes()

    def by_file_id(self, bot: Bot, file_id: str) -> StoredFile | None:
        """Find a file; its id is good for the bot it was given to, and for no other."""
        owner, _, unique_id = file_id[4:].partition("-")
        file = self._files.get(unique_id)
        if file is None or owner != f"{bot.id:x}" or MARKS[file.media] != file_id[:4]:
            return None
        return file

    def by_path(self, path: str) -> StoredFile | None:
        return self._files.get(path.rpartition("/")[2].partition(".")[0])

    def clear(self) -> None:
        for unique_id in self._files:
            if self._folder is not None:
                (self._folder / unique_id).unlink(missing_ok=True)
        self._files.clear()
        self._bodies.clear()


def file_id_for(bot: Bot, unique_id: str, media: str) -> str:
    return f"{MARKS[media]}{bot.id:x}-{unique_id}"


def path_of(file: StoredFile) -> str:
    """Make the path a bot downloads from: folder, unique id and the name's ending."""
    ending = Path(file.file_name).suffix
    if not re.fullmatch(r"\.[A-Za-z0-9]{1,8}", ending):
        ending = ".bin"
    return f"{FOLDERS[file.media]}/{file.unique_id}{ending}"
