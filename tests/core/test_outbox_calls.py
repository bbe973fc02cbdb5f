"""What a transaction says, and what it takes back again."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.outbox.models import OutboxRow
from core.outbox.service import Call, Calls
from tests.conftest import NOON


def _call(method: str, **content: object) -> Call:
    return Call(None, method, content, address="1")


async def test_a_message_that_is_taken_back_at_once_is_never_sent(session: AsyncSession) -> None:
    calls = Calls(session)
    await calls.say(_call("deleteMessage", message_id=7))
    menu = await calls.say(_call("sendMessage", text="menu"))
    await calls.say(_call("editMessageReplyMarkup", message_id=-menu))
    await calls.say(_call("deleteMessage", message_id=-menu))
    await calls.say(_call("sendMessage", text="form"))
    await calls.write(at=NOON)
    rows = await session.scalars(select(OutboxRow).order_by(OutboxRow.id))
    assert [(one.method, one.content) for one in rows] == [
        ("deleteMessage", {"message_id": 7}),
        ("sendMessage", {"text": "form"}),
    ]


async def test_what_an_earlier_transaction_said_is_deleted_once_it_is_sent(
    session: AsyncSession,
) -> None:
    calls = Calls(session)
    menu = await calls.say(_call("sendMessage", text="menu"))
    await calls.write(at=NOON)
    await calls.say(_call("deleteMessage", message_id=-menu))
    await calls.write(at=NOON)
    methods = await session.scalars(select(OutboxRow.method).order_by(OutboxRow.id))
    assert list(methods) == ["sendMessage", "deleteMessage"]
