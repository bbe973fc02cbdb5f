"""The control plane refuses in a sentence, with 400, 404 or 409."""

from typing import Any

import pytest

from tests.phones import Person, Phones, PlaneError
from tests.sandbox.conftest import RawBot

WRONG: list[tuple[str, str, Any, str]] = [
    ("GET", "/people/5", None, "404: there is no person 5"),
    ("GET", "/people/maya", None, "404: there is no person maya"),
    ("GET", "/chats/5:42/messages", None, "404: there is no chat 5:42"),
    ("GET", "/wait?timeout=soon", None, "400: timeout must be a number"),
    ("GET", "/wait?timeout=nan", None, "400: timeout must be a number"),
    ("PUT", "/limits", {"group_per_minute": 0}, "400: a limit must be above zero"),
    ("POST", "/people", {}, "400: first_name is missing or of the wrong kind"),
    ("POST", "/people", {"first_name": ""}, "400: first_name is empty"),
    ("POST", "/people", {"first_name": "A", "id": -4}, "400: id must be a positive integer"),
    ("POST", "/people", {"first_name": "A", "id": 42}, "409: 42 is taken"),
    ("POST", "/people", [], "400: the body must be a JSON object"),
    ("POST", "/bots", {"token": "x", "username": "b"}, "400: a bot needs a token like 42:secret"),
    ("POST", "/groups", {"title": "T", "members": [5]}, "404: there is no person 5"),
    ("POST", "/groups", {"title": "T", "bots": ["nobody"]}, "404: there is no bot nobody"),
    ("POST", "/groups/-5/members", {"add": []}, "404: there is no group -5"),
    ("POST", "/topics/5:42/delete", {"message_thread_id": 1}, "404: there is no chat 5:42"),
    ("PUT", "/limits", {"chat_per_second": "fast"}, "400: chat_per_second is of the wrong kind"),
    ("POST", "/groups", {"title": "T", "members": 5}, "400: members is of the wrong kind"),
    ("PUT", "/limits", {"speed": 3}, "400: no such limit"),
    ("PUT", "/limits", {"chat_per_second": 0}, "400: a limit must be above zero"),
    ("POST", "/clock", {"advance_seconds": -1}, "400: time does not go back"),
    ("DELETE", "/faults/9", None, "404: there is no such fault"),
    ("GET", "/files/nothing", None, "404: there is no such file"),
]
WRONG_FOR_MAYA: list[tuple[str, dict[str, Any], str]] = [
    ("send", {"bot": "nobody", "text": "x"}, "404: there is no bot nobody"),
    ("send", {"bot": 42, "kind": "thought"}, "400: there is no kind thought"),
    ("send", {"bot": 42, "kind": "text"}, "400: text is missing"),
    ("send", {"bot": 42, "kind": "text", "text": "x" * 4097}, "400: text is longer than 4096"),
    ("send", {"bot": 42, "text": "x", "entities": [{}]}, "400: entities: 0.type"),
    ("send", {"bot": 42, "text": "x", "forward_from": "me"}, "400: forward_from is of the wrong"),
    ("send", {"bot": 42, "text": "x", "reply_to": True}, "400: reply_to is of the wrong kind"),
    ("send", {"bot": 42, "text": "x", "reply_to": 99}, "404: there is no message 99"),
    ("send", {"bot": 42, "kind": "photo", "files": ["a"]}, "404: there is no file part a"),
    ("send", {"bot": 42, "kind": "album", "files": ["a"]}, "400: an album has 2 to 10 files"),
    ("send", {"bot": 42, "kind": "location"}, "400: latitude is missing"),
    ("send", {"bot": 42, "kind": "dice", "emoji": "x"}, "400: x is no dice"),
    ("send", {"chat_id": -9, "text": "x"}, "404: this person has no chat -9"),
    ("press", {"chat_key": "5:42", "message_id": 1}, "404: there is no chat 5:42"),
    ("press", {"chat_key": "ITS", "message_id": 99}, "404: there is no message 99"),
    ("edit", {"chat_key": "ITS", "message_id": 1}, "400: nothing in this message can be edited"),
    ("delete", {"chat_key": "ITS", "message_ids": [99]}, "404: none of these messages is there"),
    ("reply_button", {"chat_key": "ITS", "text": "x"}, "404: the keyboard has no button x"),
    ("block", {"bot": "nobody"}, "404: there is no bot nobody"),
]


@pytest.mark.parametrize(("verb", "path", "body", "sentence"), WRONG)
async def test_a_wrong_wish_is_refused_in_a_sentence(
    phones: Phones, verb: str, path: str, body: Any, sentence: str
) -> None:
    with pytest.raises(PlaneError) as refused:
        await phones.ask(verb, path, body)
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize(("deed", "body", "sentence"), WRONG_FOR_MAYA)
async def test_a_deed_that_cannot_be_done_is_refused_in_a_sentence(
    maya: Person, deed: str, body: dict[str, Any], sentence: str
) -> None:
    if body.get("chat_key") == "ITS":
        body = {**body, "chat_key": await maya.chat_key()}
    with pytest.raises(PlaneError) as refused:
        await maya._act(deed, body)
    assert str(refused.value).startswith(sentence)


async def test_nobody_plays_in_a_chat_of_others(bot: RawBot, maya: Person, phones: Phones) -> None:
    await bot("sendMessage", chat_id=maya.id, text="private")
    diego = await phones.person("Diego")
    with pytest.raises(PlaneError, match="404: this person has no chat"):
        await diego._act("read", {"chat_key": await maya.chat_key()})


async def test_text_before_start_is_refused(phones: Phones) -> None:
    stranger = await phones.person("Stranger")
    with pytest.raises(PlaneError, match="409: this person has not started the bot"):
        await stranger.text("hello")
