"""Files of tickets are made anew, kept, and dropped; what is unfit is said to be."""

from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import select

from core.db import Db
from core.desk.queries import copy_in_chat
from core.messages.states import Content, MessageKind
from core.storage.files import FileMissing
from core.storage.fs import FsStorage
from core.support.flows import TicketFiles, ticket_files
from core.support.service import take_back
from core.tickets.models import TicketFile, TicketMessage
from core.tickets.states import FileFlaw
from tests.core.looks.builders import Files
from tests.enclosed import a_locked_pdf, a_pdf
from tests.helpdesk import DESK, Helpdesk, a_helpdesk
from tests.pictures import a_telling_picture

pytestmark = pytest.mark.fresh_db

FILES = {
    "pdf": a_pdf(),
    "locked": a_locked_pdf(password="secret"),
    "photo": a_telling_picture(),
    "program": b"MZ\x90\x00" + b"\x00" * 100,
}


@dataclass
class Table:
    helpdesk: Helpdesk
    storage: FsStorage
    keeper: TicketFiles
    sent: list[TicketMessage] = field(default_factory=list)

    async def send(self, name: str, kind: MessageKind = MessageKind.DOCUMENT) -> TicketFile:
        message = await self.helpdesk.write(Content(kind, "See", file=f"id of {name}"))
        self.sent.append(message)
        return await self.keep()

    async def keep(self) -> TicketFile:
        while await self.keeper.keep_due():
            pass
        async with self.helpdesk.db.begin() as session:
            query = select(TicketFile).where(TicketFile.message_id == self.sent[-1].id)
            return (await session.scalars(query)).one()


@pytest.fixture
async def table(db: Db, tmp_path: Path) -> Table:
    helpdesk = await a_helpdesk(db)
    files = Files({f"id of {name}": content for name, content in FILES.items()})
    storage = FsStorage(tmp_path, base_url="http://x", secret="s", clock=helpdesk.now)
    keeper = TicketFiles(db, storage, files, desk=DESK, clock=helpdesk.now)
    return Table(helpdesk, storage, keeper)


async def test_a_document_goes_on_when_it_was_made_anew(table: Table) -> None:
    message = await table.helpdesk.write(Content(MessageKind.DOCUMENT, "", file="id of pdf"))
    table.sent.append(message)
    assert not await table.helpdesk.told("desk-message")
    file = await table.keep()
    assert (file.name, file.flaw, file.look_at) == ("document.pdf", None, None)
    (row,) = await table.helpdesk.told("desk-message")
    assert f"kept:{message.id}" in row.content["content"]
    found = await ticket_files(table.helpdesk.db, table.storage, [message.id])
    name, content = found[message.id]
    assert name == "document.pdf"
    assert b"Ravi" not in content


async def test_a_photo_goes_at_once_and_is_kept_without_what_it_tells(table: Table) -> None:
    file = await table.send("photo", MessageKind.PHOTO)
    assert len(await table.helpdesk.told("desk-message")) == 1
    assert file.kept_as is not None
    kept = await table.storage.get(file.kept_as)
    assert kept.media_type == "image/jpeg"
    assert b"Exif" not in kept.content


@pytest.mark.parametrize(
    ("name", "flaw"), [("locked", FileFlaw.LOCKED), ("program", FileFlaw.KIND)]
)
async def test_what_is_unfit_is_not_kept_and_both_are_told(
    table: Table, name: str, flaw: FileFlaw
) -> None:
    file = await table.send(name)
    assert (file.kept_as, file.flaw) == (None, flaw)
    (told,) = await table.helpdesk.told("ticket-file-refused")
    assert told.content["flaw"] == flaw.value
    assert [one.content["what"] for one in await table.helpdesk.told("desk-news")] == ["file"]


async def test_a_file_that_is_taken_back_is_dropped(table: Table) -> None:
    file = await table.send("photo", MessageKind.PHOTO)
    helpdesk = table.helpdesk
    async with helpdesk.db.begin() as session:
        copy = await copy_in_chat(session, helpdesk.channel_id, helpdesk.written)
        assert copy is not None
        await take_back(session, copy, at=helpdesk.at)
    assert file.kept_as is not None
    gone = await table.keep()
    assert (gone.kept_as, gone.look_at) == (None, None)
    with pytest.raises(FileMissing):
        await table.storage.get(file.kept_as)
