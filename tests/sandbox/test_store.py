"""Keeping things: what was saved is there when the folder is opened again."""

from pathlib import Path

import pytest

from sandbox.people.roster import add_bot, add_person
from sandbox.wiring import Sandbox, build_sandbox
from sandbox.world.store import FolderInUse
from sandbox.world.things import Chat, Message
from sandbox.writing import write_message


def written(inside: Sandbox) -> tuple[Chat, Message]:
    bot = add_bot(inside, "42:test-token", "cargo_test_bot", None)
    maya = add_person(inside, {"first_name": "Maya"})
    chat = inside.world.private_chat(maya, bot)
    message = write_message(inside, chat, maya.as_user(), {"text": "hi"}, outgoing=True)
    return chat, message


async def test_what_was_written_is_read_again(folder: Path) -> None:
    inside = build_sandbox(folder=folder)
    chat, message = written(inside)
    file = inside.files.add("photo", b"body", mime_type="image/png", file_name="a.png", facts={})
    inside.store.close()

    again = build_sandbox(folder=folder)
    assert again.world.chats[chat.key] == chat
    assert again.world.messages[chat.key] == {message.id: message}
    kept = again.files.get(file.unique_id)
    assert kept == file
    assert again.files.body(file) == b"body"
    (update,) = again.post_office.mailbox(again.world.bots[42]).waiting()
    assert update.body == message.wire
    again.store.close()


async def test_what_was_forgotten_stays_forgotten(folder: Path) -> None:
    inside = build_sandbox(folder=folder)
    written(inside)
    mailbox = inside.post_office.mailbox(inside.world.bots[42])
    mailbox.confirm_before(mailbox.waiting()[0].update_id + 1)
    inside.store.close()

    again = build_sandbox(folder=folder)
    assert again.post_office.mailbox(again.world.bots[42]).waiting() == []
    again.files.clear()
    again.world.forget_everything_but_bots()
    again.store.close()

    empty = build_sandbox(folder=folder)
    assert list(empty.world.bots) == [42]
    assert not empty.world.people
    assert not empty.world.messages
    empty.store.close()


async def test_one_folder_is_kept_by_one_sandbox(folder: Path) -> None:
    inside = build_sandbox(folder=folder)
    written(inside)
    with pytest.raises(FolderInUse, match="is kept by another sandbox"):
        build_sandbox(folder=folder)
    inside.store.close()


async def test_event_ids_rise_over_a_restart(folder: Path) -> None:
    inside = build_sandbox(folder=folder)
    written(inside)
    last = inside.events.last_id
    inside.store.close()
    again = build_sandbox(folder=folder)
    again.clock.advance(1)
    assert build_sandbox().events.last_id >= last - 5
    again.store.close()
