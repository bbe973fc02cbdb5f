"""An installation is kept in one file, is gone, and begins again from it."""

import asyncio
import io
import json
import os
import re
import stat
import sys
import tarfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from core.audit.service import note_act
from core.audit.states import Act
from core.backups.flows import back_up, restore
from core.backups.states import ABOUT, FORMAT, BackupRefused, NotABackup, NotEmpty, TooNew
from core.db import Db, connect
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from core.storage.fs import FsStorage
from tests.admin.terminal import Terminal
from tests.conftest import NOON
from tests.house.sources import ROOT
from tests.lines import a_talk
from tests.posts import a_peer
from tests.servers import TestServers, empty_database

pytestmark = pytest.mark.fresh_db

PHOTO = "parcels/one.jpg"


def _storage(folder: Path) -> FsStorage:
    return FsStorage(folder, base_url="http://here", secret="a secret", clock=lambda: NOON)


async def _lived_in(db: Db, files: Path) -> None:
    """Let there be a trip, a parcel, an offer with a line, words, an act, a file and a message."""
    async with db.begin() as session:
        talk = await a_talk(session)
        await talk.say(talk.ravi, "Is there room for a book?")
        about = uuid4()
        await note_act(session, Act.PEER_NOTED, about, by=None, at=NOON, why="a good one")
    await _storage(files).put(PHOTO, b"what a camera saw", media_type="image/jpeg")


@asynccontextmanager
async def _elsewhere(servers: TestServers) -> AsyncIterator[Db]:
    async with empty_database(servers) as empty:
        db = connect(empty.database_url)
        try:
            yield db
        finally:
            await db.close()


async def _backup_of(db: Db, files: Path) -> io.BytesIO:
    out = io.BytesIO()
    await back_up(db, out, files=files, at=NOON)
    out.seek(0)
    return out


_SUM = """
    SELECT count(*) || ' ' || coalesce(md5(string_agg(one, '; ' ORDER BY one COLLATE "C")), '')
    FROM (SELECT (to_jsonb(of_table) - 'ambiguous_at')::text AS one FROM "{}" AS of_table) AS told
"""
"""How many rows, and a sum of them; that a message is in doubt is left out of it."""


async def _rows_in(db: Db) -> dict[str, str]:
    tables = text("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    async with db.begin() as session:
        return {
            table: str(await session.scalar(text(_SUM.format(table))))
            for table in (await session.scalars(tables)).all()
        }


_SHAPE = """
    SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint
    WHERE connamespace = 'public'::regnamespace
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT pg_get_functiondef(oid) FROM pg_proc
    WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
    UNION ALL SELECT table_name || column_name || data_type || coalesce(column_default, '')
        || coalesce(generation_expression, '') || is_nullable || is_identity
    FROM information_schema.columns WHERE table_schema = 'public'
"""


_CASTS = re.compile(r"::(character varying|text)(\[\])?|[()]")
"""PostgreSQL writes a list of constants in one way, and in another once it has read that again."""


async def _shape_of(db: Db) -> set[str]:
    async with db.begin() as session:
        return {_CASTS.sub("", one) for one in await session.scalars(text(_SHAPE))}


async def test_everything_is_there_again(db: Db, servers: TestServers, tmp_path: Path) -> None:
    await _lived_in(db, tmp_path / "files")
    kept = await _backup_of(db, tmp_path / "files")
    before = await _rows_in(db)
    assert sum(not one.startswith("0 ") for one in before.values()) > 20
    async with _elsewhere(servers) as again:
        about = await restore(again, kept, files=tmp_path / "again", at=NOON)
        assert about.at == NOON
        assert await _rows_in(again) == before
        assert await _shape_of(again) == await _shape_of(db)
    file = await _storage(tmp_path / "again").get(PHOTO)
    assert (file.content, file.media_type) == (b"what a camera saw", "image/jpeg")


async def test_it_moves_to_a_server_of_ones_own_which_may_be_older(
    db: Db, external_postgres: TestServers, tmp_path: Path
) -> None:
    await _lived_in(db, tmp_path / "files")
    kept = await _backup_of(db, tmp_path / "files")
    other = connect(external_postgres.database_url)
    try:
        await restore(other, kept, files=None, at=NOON)
        assert await _rows_in(other) == await _rows_in(db)
        again = await _backup_of(other, tmp_path / "none")
    finally:
        await other.close()
    assert len(again.getvalue()) > len(kept.getvalue()) // 2


async def test_life_goes_on_where_it_stopped(db: Db, servers: TestServers, tmp_path: Path) -> None:
    await _lived_in(db, tmp_path / "files")
    kept = await _backup_of(db, tmp_path / "files")
    async with _elsewhere(servers) as again:
        await restore(again, kept, files=tmp_path / "again", at=NOON)
        async with again.begin() as session:
            last = await session.scalar(select(OutboxRow.id).order_by(OutboxRow.id.desc()).limit(1))
            talk = await a_talk(session)
            await talk.say(talk.carla, "There is")
        async with again.begin() as session:
            rows = (await session.scalars(select(OutboxRow).order_by(OutboxRow.id))).all()
            assert rows[-1].id > (last or 0) > 0
        with pytest.raises(DBAPIError, match="only grows"):
            async with again.begin() as session:
                await session.execute(text("DELETE FROM audit_entry"))


async def test_what_waited_to_be_sent_says_that_it_may_have_come_before(
    db: Db, servers: TestServers, tmp_path: Path
) -> None:
    await _lived_in(db, tmp_path / "files")
    kept = await _backup_of(db, tmp_path / "files")
    async with _elsewhere(servers) as again:
        await restore(again, kept, files=tmp_path / "again", at=NOON)
        async with again.begin() as session:
            waiting = select(OutboxRow).where(OutboxRow.state == OutboxState.QUEUED)
            rows = (await session.scalars(waiting)).all()
        assert rows
        assert all(row.ambiguous_at == NOON for row in rows)


async def test_a_backup_is_of_one_moment(db: Db, servers: TestServers, tmp_path: Path) -> None:
    """Rows that belong together are there together, however much is written meanwhile."""
    is_over = asyncio.Event()

    async def write() -> None:
        while not is_over.is_set():
            async with db.begin() as session:
                await a_peer(session)

    writing = asyncio.create_task(write())
    kept = await _backup_of(db, tmp_path / "files")
    is_over.set()
    await writing
    async with _elsewhere(servers) as again:
        await restore(again, kept, files=None, at=NOON)
        async with again.begin() as session:
            alone = "SELECT count(*) FROM peer WHERE id NOT IN (SELECT peer_id FROM channel)"
            assert await session.scalar(text(alone)) == 0


def _archive(**members: bytes) -> io.BytesIO:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    out.seek(0)
    return out


def _about(**changed: object) -> bytes:
    usual = {"format": FORMAT, "at": NOON.isoformat(), "migration": "0001", "files": 0}
    return json.dumps({**usual, **changed}).encode()


@pytest.mark.parametrize(
    ("source", "refusal"),
    [
        (io.BytesIO(b""), NotABackup),
        (io.BytesIO(b"words, and no archive" * 99), NotABackup),
        (_archive(**{"other.txt": b"x"}), NotABackup),
        (_archive(**{ABOUT: b"{}"}), NotABackup),
        (_archive(**{ABOUT: b"[1]"}), NotABackup),
        (_archive(**{ABOUT: _about()}), NotABackup),
        (_archive(**{ABOUT: _about(), "../outside.txt": b"x"}), NotABackup),
        (_archive(**{ABOUT: _about(format=FORMAT + 1)}), TooNew),
        (_archive(**{ABOUT: _about(migration="9999"), "database.dump": b"x"}), TooNew),
        (_archive(**{ABOUT: _about(), "database.dump": b"not what pg_dump writes"}), BackupRefused),
    ],
    ids=[
        *("empty", "words", "other", "no-facts", "list", "no-database", "outside"),
        *("newer-form", "newer-migration", "no-dump"),
    ],
)
async def test_what_is_no_backup_changes_nothing(
    servers: TestServers, tmp_path: Path, source: io.BytesIO, refusal: type[BackupRefused]
) -> None:
    async with _elsewhere(servers) as empty:
        with pytest.raises(refusal):
            await restore(empty, source, files=tmp_path / "files", at=NOON)
        assert await _rows_in(empty) == {}
    assert _names_in(tmp_path) == []


async def test_one_that_is_cut_off_changes_nothing(
    db: Db, servers: TestServers, tmp_path: Path
) -> None:
    kept = (await _backup_of(db, tmp_path / "files")).getvalue()
    async with _elsewhere(servers) as empty:
        with pytest.raises(BackupRefused):
            await restore(empty, io.BytesIO(kept[: len(kept) // 2]), files=None, at=NOON)
        assert await _rows_in(empty) == {}


async def test_nothing_is_restored_over_what_is_there(
    db: Db, servers: TestServers, tmp_path: Path
) -> None:
    kept = await _backup_of(db, tmp_path / "files")
    with pytest.raises(NotEmpty, match="has tables"):
        await restore(db, kept, files=None, at=NOON)
    await _storage(tmp_path / "full").put(PHOTO, b"another", media_type="image/jpeg")
    async with _elsewhere(servers) as empty:
        with pytest.raises(NotEmpty, match="has files"):
            await restore(empty, kept, files=tmp_path / "full", at=NOON)


def _names_in(directory: Path) -> list[str]:
    return [one.name for one in directory.rglob("*")]


async def test_an_operator_keeps_one_and_overwrites_none(
    db: Db, servers: TestServers, tmp_path: Path
) -> None:
    terminal, file = Terminal(db, servers, "backup"), tmp_path / "kept.tar"
    code, shown = await terminal.types(str(file))
    assert code == 0, shown
    assert "TELEGRAM_BOT_TOKEN" in shown
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    code, shown = await terminal.types(str(file))
    assert code == 2
    assert "there already" in shown
    code, shown = await Terminal(db, servers, "restore").types(str(file))
    assert code == 1
    assert "has tables" in shown
    code, shown = await Terminal(db, servers, "restore").types(str(tmp_path / "none.tar"))
    assert code == 1
    assert "Nothing is restored" in shown
    assert _names_in(tmp_path) == ["kept.tar"]


async def test_an_installation_moves_to_another_directory(tmp_path: Path) -> None:
    """As one machine does it that has no server of its own, through a pipe."""
    code, _, said = await _run(tmp_path / "old", "migrate")
    assert code == 0, said
    (tmp_path / "old/files/parcels").mkdir(parents=True)
    (tmp_path / "old/files/parcels/one.jpg").write_bytes(b"a photo")
    code, kept, said = await _run(tmp_path / "old", "backup", "-")
    assert code == 0, said
    code, _, said = await _run(tmp_path / "new", "restore", "-", given=kept)
    assert code == 0, said
    assert (tmp_path / "new/files/parcels/one.jpg").read_bytes() == b"a photo"
    code, _, said = await _run(tmp_path / "new", "operator", "list")
    assert code == 0, said


async def _run(directory: Path, *words: str, given: bytes = b"") -> tuple[int, bytes, str]:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, str(ROOT / "cli.py"), *words),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        env={**os.environ, "CARGO_DATA_DIR": str(directory)},  # noqa: TID251  (a child like this one)
    )
    out, said = await process.communicate(given)
    return process.returncode or 0, out, said.decode()
