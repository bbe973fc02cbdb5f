"""Telegram's description, compiled: what fits passes unchanged, what does not says where."""

from typing import Any

import orjson
import pytest

from sandbox.botapi.checks import Mismatch
from sandbox.botapi.schema import Schema, read_spec


@pytest.fixture(scope="session")
def schema() -> Schema:
    return Schema(read_spec())


def test_every_method_has_a_checker_for_its_request_and_its_answer(schema: Schema) -> None:
    methods = read_spec()["methods"].keys()
    assert schema.requests.keys() == schema.answers.keys() == methods
    assert len(methods) > 180


@pytest.mark.parametrize("kind", ["animation", "audio", "document", "photo", "video"])
def test_a_union_knows_all_its_members(schema: Schema, kind: str) -> None:
    media = {"type": kind, "media": "attach://a"}
    checked = schema.requests["editMessageMedia"].fields({"media": orjson.dumps(media).decode()})
    assert checked == {"media": media}


@pytest.mark.parametrize(
    ("given", "read"),
    [
        ({"chat_id": "5", "text": "x"}, {"chat_id": 5, "text": "x"}),
        ({"chat_id": "@crew", "text": 7}, {"chat_id": "@crew", "text": "7"}),
        ({"chat_id": 5, "text": "x", "protect_content": "True"}, {"protect_content": True}),
        ({"chat_id": 5, "text": "x", "protect_content": "0"}, {"protect_content": False}),
        ({"chat_id": 5, "text": "x", "entities": "[]"}, {"entities": []}),
        ({"chat_id": 5, "text": "x", "parse_mode": None}, {"text": "x"}),
        (
            {"chat_id": 5, "text": "x", "reply_markup": '{"keyboard": [["Yes", {"text": "No"}]]}'},
            {"reply_markup": {"keyboard": [[{"text": "Yes"}, {"text": "No"}]]}},
        ),
        (
            {"chat_id": 5, "text": "x", "reply_markup": '{"remove_keyboard": true}'},
            {"reply_markup": {"remove_keyboard": True}},
        ),
    ],
)
def test_a_request_is_read_as_telegram_reads_it(
    schema: Schema, given: dict[str, Any], read: dict[str, Any]
) -> None:
    checked = schema.requests["sendMessage"].fields(given)
    assert {name: checked[name] for name in read} == read


@pytest.mark.parametrize(
    ("method", "given", "where"),
    [
        ("sendMessage", {"chat_id": 5}, "text"),
        ("sendMessage", {"chat_id": [], "text": "x"}, "chat_id"),
        ("sendMessage", {"chat_id": 5, "text": "x", "hue": 1}, "hue"),
        ("sendMessage", {"chat_id": 5, "text": "x", "entities": '[{"type": "b"}]'}, "entities.0"),
        (
            "setMessageReaction",
            {"chat_id": 5, "message_id": 1, "reaction": [{"type": "wink"}]},
            "reaction.0.type",
        ),
        ("setMyCommands", {"commands": [{"command": "c" * 33, "description": "d"}]}, "commands.0"),
    ],
)
def test_a_mismatch_says_where_it_lies(
    schema: Schema, method: str, given: dict[str, Any], where: str
) -> None:
    with pytest.raises(Mismatch) as mismatch:
        schema.requests[method].fields(given)
    assert ".".join(mismatch.value.path).startswith(where)


@pytest.mark.parametrize(
    "answer",
    [
        {"id": 1, "is_bot": "yes", "first_name": "x"},
        {"id": "1", "is_bot": True, "first_name": "x"},
        {"id": True, "is_bot": True, "first_name": "x"},
        {"id": 1, "is_bot": True},
        {"id": 1, "is_bot": True, "first_name": "x", "age": 3},
        {"id": 1, "is_bot": True, "first_name": None},
    ],
)
def test_an_answer_must_be_exact(schema: Schema, answer: dict[str, Any]) -> None:
    with pytest.raises(Mismatch):
        schema.answers["getMe"](answer)
