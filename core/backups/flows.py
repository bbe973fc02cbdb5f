"""Making a backup beside whatever runs, and beginning again from one.

PostgreSQL's own programs do the work: `pg_dump` sees one moment of the database, whoever writes
meanwhile, and `psql` puts it into an empty one in a single transaction, all or nothing. A backup
of one version of the server goes into another one, 15 or newer.
"""

import asyncio
import shutil
import tarfile
import tempfile
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from itertools import islice
from pathlib import Path
from typing import IO

from alembic.script import ScriptDirectory
from sqlalchemy import make_url, text

from core.backups.states import (
    ABOUT,
    DATABASE,
    FILES,
    About,
    NotABackup,
    NotEmpty,
    ToolFailed,
    TooNew,
    read_about,
)
from core.db import Db
from core.outbox.flows import doubt_queued
from core.schema import alembic_config, upgrade_schema
from core.servers.binaries import postgres_binaries

_OWNERS_ONLY = 0o600
_MOST_SAID = 2_000
_NOBODY_S = ("--no-owner", "--no-privileges")
_ALL_OR_NOTHING = ("--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1")
_SCRIPT = "database.sql"
_PREAMBLE_LINES = 40
_NEWER_SETTING = b"SET transaction_timeout = 0;\n"
"""What pg_dump writes since PostgreSQL 17; older servers do not know it."""


async def back_up(db: Db, out: IO[bytes], *, files: Path | None, at: datetime) -> About:
    """Write a backup to `out`. `files` is where files are kept, unless a bucket keeps them.

    The database comes first and its files after it, so no row names a file that was not there yet.
    Raises `ToolFailed`.
    """
    with tempfile.TemporaryDirectory(prefix="peercargo-backup-") as made:
        dump = Path(made) / DATABASE
        migration = await _migration_of(db)
        await _tool(db, "pg_dump", "--format=custom", *_NOBODY_S, f"--file={dump}")
        return await asyncio.to_thread(_pack, out, dump, files, migration=migration, at=at)


async def restore(db: Db, source: IO[bytes], *, files: Path | None, at: datetime) -> About:
    """Begin again from a backup, and bring it to the newest migration.

    What waited to be sent then may have been sent since, so it is sent with a word about that.
    Raises `BackupRefused`, and has changed nothing then.
    """
    await _refuse_full(db, files)
    with tempfile.TemporaryDirectory(prefix="peercargo-backup-") as made:
        room = Path(made)
        about = await asyncio.to_thread(_unpack, source, room)
        _refuse_newer(about)
        script = room / _SCRIPT
        await _tool(db, "pg_restore", *_NOBODY_S, f"--file={script}", str(room / DATABASE))
        await asyncio.to_thread(_make_older_servers_read, script)
        await _tool(db, "psql", *_ALL_OR_NOTHING, f"--file={script}")
        if files is not None and (room / FILES).exists():
            await asyncio.to_thread(shutil.copytree, room / FILES, files, dirs_exist_ok=True)
    await upgrade_schema(db)
    await doubt_queued(db, at=at)
    return about


async def _migration_of(db: Db) -> str:
    async with db.begin() as session:
        return str(await session.scalar(text("SELECT version_num FROM alembic_version")))


async def _refuse_full(db: Db, files: Path | None) -> None:
    async with db.begin() as session:
        found = await session.scalar(
            text("SELECT count(*) FROM pg_tables WHERE schemaname = current_schema()")
        )
    if found:
        raise NotEmpty("the database has tables; a backup goes into an empty one")
    if await asyncio.to_thread(_files_in, files):
        raise NotEmpty(f"{files} has files; a backup goes into an empty directory")


def _refuse_newer(about: About) -> None:
    known = ScriptDirectory.from_config(alembic_config()).walk_revisions()
    if about.migration not in {one.revision for one in known}:
        raise TooNew(f"a newer version wrote it: its migration {about.migration} is unknown here")


async def _tool(db: Db, name: str, *arguments: str) -> None:
    """Run one of PostgreSQL's programs. The password goes by its environment, for it alone."""
    process = await asyncio.create_subprocess_exec(
        str(postgres_binaries() / name),
        *arguments,
        env={"HOME": str(Path.home()), **_whereabouts(db)},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        _, said = await process.communicate()
    except asyncio.CancelledError:
        process.kill()
        await process.wait()
        raise
    if process.returncode:
        raise ToolFailed(f"{name} ended with {process.returncode}: {said.decode()[-_MOST_SAID:]}")


def _whereabouts(db: Db) -> dict[str, str]:
    """Say where the database is in the variables of libpq."""
    url = make_url(db.url)
    query = {name: one for name, one in url.query.items() if isinstance(one, str)}
    told = {
        "PGHOST": url.host or query.get("host"),
        "PGPORT": str(url.port) if url.port else query.get("port"),
        "PGUSER": url.username or query.get("user"),
        "PGPASSWORD": url.password or query.get("password"),
        "PGDATABASE": url.database,
        "PGSSLMODE": query.get("sslmode") or query.get("ssl"),
    }
    return {name: one for name, one in told.items() if one}


def _make_older_servers_read(script: Path) -> None:
    """Leave out of the settings that begin a script the one that is not known before 17."""
    plain = script.with_suffix(".plain")
    with script.open("rb") as source, plain.open("wb") as out:
        for line in islice(source, _PREAMBLE_LINES):
            if line != _NEWER_SETTING:
                out.write(line)
        shutil.copyfileobj(source, out)
    plain.replace(script)


def _pack(out: IO[bytes], dump: Path, files: Path | None, *, migration: str, at: datetime) -> About:
    kept = _files_in(files)
    about = About(at=at, migration=migration, files=len(kept))
    with tarfile.open(fileobj=out, mode="w|") as archive:
        told = about.told()
        head = tarfile.TarInfo(ABOUT)
        head.size, head.mode, head.mtime = len(told), _OWNERS_ONLY, int(at.timestamp())
        archive.addfile(head, BytesIO(told))
        archive.add(dump, DATABASE, filter=_plain)
        for path in kept:
            # Whoever is forgotten meanwhile takes his files with him.
            if files is not None and path.exists():
                archive.add(path, f"{FILES}/{path.relative_to(files)}", filter=_plain)
    return about


def _files_in(files: Path | None) -> Sequence[Path]:
    if files is None or not files.exists():
        return ()
    return sorted(one for one in files.rglob("*") if one.is_file())


def _plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Leave out who owns it on this machine."""
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    member.mode = _OWNERS_ONLY
    return member


def _unpack(source: IO[bytes], room: Path) -> About:
    """Unpack into a directory, and nowhere else (PEP 706's `data` filter)."""
    try:
        with tarfile.open(fileobj=source, mode="r|") as archive:
            first = archive.next()
            told = archive.extractfile(first) if first and first.name == ABOUT else None
            if told is None:
                raise NotABackup("its first part is not what a backup begins with")
            about = read_about(told.read())
            for member in archive:
                if member is not first:
                    archive.extract(member, room, filter="data")
    except (tarfile.TarError, EOFError) as error:
        raise NotABackup("it is no archive, or is cut off") from error
    if not (room / DATABASE).exists():
        raise NotABackup("no database is in it")
    return about
