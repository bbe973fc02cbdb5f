"""What Telegram shows of the bot, the doctor, and one id from the webhook to the last message."""

import asyncio
import json
import logging
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
import structlog
from sqlalchemy import select

from bot.checkup import check_telegram
from bot.front import COMMANDS
from core.checkup import Verdict, check_everything
from core.logs import set_up_logs
from core.outbox.models import OutboxRow
from core.settings import CargoEnv, LogFormat, Settings, TelegramMode
from core.wiring import Services
from tests.phones import Person, Phones
from tests.sandboxes import TOKEN
from webhooks.app import build_web
from webhooks.telegram import TELEGRAM_PATH

pytestmark = pytest.mark.fresh_db

SECRET = "a-secret-of-the-webhook"


async def test_commands_and_descriptions_are_in_the_persons_language(
    phones: Phones, maya: Person
) -> None:
    asha = await phones.person("Asha", language_code="hi")
    noor = await phones.person("Noor", language_code="fr")
    shown = {}
    for person in (maya, asha, noor):
        await person.start()
        (chat,) = await phones.ask("GET", f"/people/{person.id}/chats")
        assert [one["command"] for one in chat["commands"]] == list(COMMANDS)
        assert chat["menu_button"]["type"] == "commands"
        shown[person.first_name] = (chat["commands"][0]["description"], chat["description"])
    assert shown["Maya"][0] == "Main menu"
    assert shown["Asha"][0] == "मुख्य मेनू"
    assert shown["Noor"] == shown["Maya"], "whose language we do not speak reads English"


async def test_the_doctor_sends_a_test_message_to_the_operators_chat(
    phones: Phones, maya: Person, bot_services: Services
) -> None:
    group = await phones.ask(
        "POST", "/groups", {"title": "Operators", "members": [maya.id], "bots": [phones.bot]}
    )
    settings = bot_services.settings.model_copy(update={"telegram_operators_chat": group["id"]})
    findings = await check_telegram(settings)
    assert {one.name: one.verdict for one in findings} == {
        "Telegram": Verdict.RIGHT,
        "Inline mode": Verdict.RIGHT,
        "Updates": Verdict.RIGHT,
        "Operators": Verdict.RIGHT,
    }
    messages = await phones.ask("GET", f"/chats/{group['id']}/messages")
    assert any("doctor" in one.get("text", "") for one in messages)


async def test_the_doctor_finds_what_is_wrong_and_says_what_to_do(
    bot_services: Services, phones: Phones
) -> None:
    settings = bot_services.settings.model_copy(
        update={"telegram_operators_chat": -12345, "telegram_mode": TelegramMode.WEBHOOK}
    )
    wrong = [one for one in await check_telegram(settings) if one.verdict is Verdict.WRONG]
    assert {one.name for one in wrong} == {"Updates", "Operators"}
    assert all(one.to_do for one in wrong)


async def test_the_doctor_looks_at_every_server(services: Services) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST,
        broker_url="amqp://127.0.0.1:1",
        database_read_url="postgresql://nobody@127.0.0.1:1/none",
        stripe_secret_key="sk_test_unreachable",
        stripe_api_base="http://127.0.0.1:1",
        s3_bucket="none",
        s3_endpoint_url="http://127.0.0.1:1",
        s3_region="eu-central-1",
        s3_access_key_id="key",
        s3_secret_access_key="secret",
    )
    findings = {
        one.name: one for one in await check_everything(replace(services, settings=settings))
    }
    right = {name for name, one in findings.items() if one.verdict is Verdict.RIGHT}
    wrong = {name for name, one in findings.items() if one.verdict is Verdict.WRONG}
    assert right == {"PostgreSQL", "Redis", "Matching index"}
    assert wrong == {"Read replica", "Broker", "Stripe", "Files"}
    assert all(findings[name].to_do for name in wrong)


async def test_the_doctor_repeats_no_secret(services: Services) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST, database_read_url="postgresql://cargo:hunter2@127.0.0.1:1/none"
    )
    findings = await check_everything(replace(services, settings=settings))
    assert "hunter2" not in repr(findings)


@pytest.fixture
def log_file(tmp_path: Path) -> Iterator[Path]:
    root = logging.getLogger()
    before = (root.handlers[:], root.level)
    ways = structlog.get_config()
    settings = Settings(telegram_bot_token=TOKEN, log_format=LogFormat.JSON)
    set_up_logs(settings, process="test", file=tmp_path / "test.log")
    yield tmp_path / "test.log"
    for handler in root.handlers:
        handler.close()
    root.handlers[:], root.level = before[0], before[1]
    structlog.configure(**ways)
    structlog.contextvars.clear_contextvars()


async def test_one_request_id_follows_an_update_from_the_webhook_to_its_last_message(
    log_file: Path, maya: Person, bot_services: Services
) -> None:
    settings = bot_services.settings.model_copy(
        update={
            "telegram_webhook_secret": Settings(
                telegram_webhook_secret=SECRET
            ).telegram_webhook_secret
        }
    )
    person = {"id": maya.id, "is_bot": False, "first_name": "Maya"}
    update = {
        "update_id": 1,
        "message": {
            "message_id": 1,
            "date": 1,
            "chat": {"id": maya.id, "type": "private"},
            "from": person,
            "text": "/help",
        },
    }
    transport = httpx.ASGITransport(build_web(replace(bot_services, settings=settings)))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        headers = {
            "X-Telegram-Bot-Api-Secret-Token": SECRET,
            "X-Request-Id": "followed-by-this-id",
        }
        answer = await http.post(TELEGRAM_PATH, json=update, headers=headers)
    assert answer.headers["x-request-id"] == "followed-by-this-id"
    await maya.hears("Type your question")
    async with bot_services.db.begin() as session:
        ids = set(
            await session.scalars(
                select(OutboxRow.request_id).where(OutboxRow.content["text"].astext.like("%Help%"))
            )
        )
    assert "followed-by-this-id" in ids
    written = await asyncio.to_thread(log_file.read_text)
    lines = [json.loads(line) for line in written.splitlines()]
    sent = [one for one in lines if one.get("method") == "sendMessage"]
    assert "followed-by-this-id" in {one.get("request_id") for one in sent}
