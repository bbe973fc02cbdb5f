"""What stands at the beginning of a backup, and why one cannot be used. Pure.

BackupRefused
├── NotABackup    the file is something else, or is cut off
├── TooNew        a newer version wrote it, whose tables this one does not know
├── NotEmpty      there is something in the database already, or where the files go
└── ToolFailed    PostgreSQL's own program did not do it, and what it said
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

FORMAT = 1
ABOUT, DATABASE, FILES = "peercargo.json", "database.dump", "files"
"""What stands in the archive, in this order."""


class BackupRefused(Exception):
    """The reason is written for whoever keeps the installation."""


class NotABackup(BackupRefused):
    pass


class TooNew(BackupRefused):
    pass


class NotEmpty(BackupRefused):
    pass


class ToolFailed(BackupRefused):
    pass


@dataclass(frozen=True, slots=True)
class About:
    """`migration` is the newest one that the database had."""

    at: datetime
    migration: str
    files: int

    def told(self) -> bytes:
        about = {**asdict(self), "at": self.at.isoformat(), "format": FORMAT}
        return json.dumps(about, indent=2).encode()


def read_about(told: bytes) -> About:
    """Read what `About.told` has written. Raises `NotABackup` and `TooNew`."""
    try:
        said = json.loads(told)
        form = int(said.pop("format"))
        about = (
            About(**{**said, "at": datetime.fromisoformat(said["at"])}) if form == FORMAT else None
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotABackup("its first part is not what a backup begins with") from error
    if about is None:
        raise TooNew(f"it is of form {form}, and this version reads form {FORMAT}")
    return about
