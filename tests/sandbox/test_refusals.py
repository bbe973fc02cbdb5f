"""Bad requests are refused, in Telegram's words."""

from typing import Any

import aiohttp
import pytest

from tests.phones import Person
from tests.sandbox.conftest import TOKEN, RawBot, Refusal

BUTTON = {"text": "a", "callback_data": "b"}
TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def inline(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"inline_keyboard": [list(buttons)]}


# What is asked beside `chat_id`, and what Telegram says after "Bad Request: ".
BAD: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {}, "message text is empty"),
    ("sendMessage", {"text": ""}, "message text is empty"),
    ("sendMessage", {"text": "  \n "}, "message text is empty"),
    ("sendMessage", {"text": "x" * 4097}, "message is too long"),
    ("sendMessage", {"text": "x", "parse_mode": "RTF"}, "unsupported parse_mode"),
    (
        "sendMessage",
        {"text": "<b>x", "parse_mode": "HTML"},
        "can't parse entities: Can't find end tag corresponding to start tag \"b\"",
    ),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "bold", "offset": 0, "length": 2}]},
        "entity beginning at UTF-16 offset 0 ends after the end of the text at UTF-16 offset 2",
    ),
    (
        "sendMessage",
        {"text": "x", "entities": [{"type": "shout", "offset": 0, "length": 1}]},
        "can't parse entities: unsupported entity type shout",
    ),
    ("sendMessage", {"text": "x", "entities": [{"type": "bold"}]}, "can't parse entities"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"text": "a", "callback_data": "x" * 65})},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"text": "a", "callback_data": "ж" * 33})},
        "BUTTON_DATA_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"text": "a"})},
        "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({**BUTTON, "url": "https://a.example"})},
        "can't parse inline keyboard button: exactly one action is allowed",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"text": "a", "url": "nowhere"})},
        "inline keyboard button URL 'nowhere' is invalid: Wrong HTTP URL",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"text": ""} | BUTTON | {"text": ""})},
        "BUTTON_TEXT_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(BUTTON | {"style": "pink"})},
        "BUTTON_STYLE_INVALID",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline(*[BUTTON] * 101)},
        "reply markup is too long",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": inline({"callback_data": "a"})},
        "can't parse inline keyboard button",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"inline_keyboard": [BUTTON]}},
        "can't parse inline keyboard button",
    ),
    ("sendMessage", {"text": "x", "reply_markup": "nonsense"}, "object expected as reply markup"),
    (
        "sendMessage",
        {"text": "x", "reply_markup": {"keyboard": [[{"text": ""}]]}},
        "keyboard button text must be non-empty",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 999}},
        "message to be replied not found",
    ),
    (
        "sendMessage",
        {"text": "x", "reply_parameters": {"message_id": 1, "quote": "absent"}},
        "QUOTE_TEXT_INVALID",
    ),
    ("sendMessage", {"text": "x", "message_thread_id": 77}, "message thread not found"),
    (
        "sendMessage",
        {"text": "x", "disable_notification": "maybe"},
        'parameter "disable_notification": Boolean expected',
    ),
    (
        "sendMessage",
        {"text": "x", "no_such_parameter": 1},
        'parameter "no_such_parameter": sendMessage has no such field',
    ),
    ("sendPhoto", {}, "there is no photo in the request"),
    ("sendPhoto", {"photo": "nonsense"}, "wrong file identifier/HTTP URL specified"),
    ("sendPhoto", {"photo": "https://a.example/a.png"}, "failed to get HTTP URL content"),
    ("sendPhoto", {"photo": "attach://nothing"}, 'attached file "nothing" not found'),
    ("sendMediaGroup", {"media": []}, "group send must contain 2-10 media"),
    (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "x"}]},
        "group send must contain 2-10 media",
    ),
    (
        "sendMediaGroup",
        {"media": [{"type": "photo", "media": "x"}, {"type": "document", "media": "y"}]},
        "photo can't be mixed with other media types",
    ),
    ("sendMediaGroup", {"media": [{"type": "gif", "media": "x"}] * 2}, "can't parse media"),
    ("sendLocation", {"latitude": 91, "longitude": 0}, "latitude must be between -90 and 90"),
    ("sendLocation", {"latitude": "north", "longitude": 0}, 'parameter "latitude": Float expected'),
    (
        "sendLocation",
        {"latitude": 1, "longitude": 1, "live_period": 5},
        "wrong live period specified",
    ),
    ("sendContact", {"phone_number": "", "first_name": "A"}, "phone number must be non-empty"),
    ("sendDice", {"emoji": "🧦"}, "EMOJI_INVALID"),
    ("sendChatAction", {"action": "dancing"}, "wrong parameter action in request"),
    ("sendPoll", {"question": "", "options": ["a"]}, "can't parse options"),
    (
        "sendPoll",
        {"question": "", "options": [{"text": "a"}]},
        "poll question length must not exceed 300",
    ),
    ("editMessageText", {"message_id": 999, "text": "x"}, "message to edit not found"),
    ("editMessageText", {"message_id": 1, "text": "x"}, "message can't be edited"),
    ("editMessageText", {"text": "x"}, "message identifier is not specified"),
    ("editMessageText", {"inline_message_id": "a", "text": "x"}, "MESSAGE_ID_INVALID"),
    ("deleteMessage", {"message_id": 999}, "message to delete not found"),
    ("deleteMessages", {"message_ids": []}, "message identifiers are not specified"),
    (
        "deleteMessages",
        {"message_ids": list(range(1, 102))},
        "too many message identifiers specified",
    ),
    ("pinChatMessage", {"message_id": 999}, "message to pin not found"),
    ("unpinChatMessage", {"message_id": 999}, "message to unpin not found"),
    ("setMessageReaction", {"message_id": 999}, "message to react not found"),
    (
        "setMessageReaction",
        {"message_id": 1, "reaction": [{"type": "emoji", "emoji": "👍"}] * 2},
        "REACTION_INVALID",
    ),
    ("getChatMember", {"user_id": 5}, "invalid user_id specified"),
    ("getChatAdministrators", {}, "there are no administrators in the private chat"),
    ("leaveChat", {}, "chat member status can't be changed in private chats"),
    ("createForumTopic", {"name": "x"}, "the chat is not a forum"),
    ("createForumTopic", {"name": ""}, "name must be 1-128 characters long"),
]
# What is asked without any chat.
BAD_ANYWHERE: list[tuple[str, dict[str, Any], str]] = [
    ("sendMessage", {"text": "x"}, "chat_id is empty"),
    ("sendMessage", {"chat_id": 5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": -5, "text": "x"}, "chat not found"),
    ("sendMessage", {"chat_id": "@nobody", "text": "x"}, "chat not found"),
    ("answerCallbackQuery", {"callback_query_id": "5"}, TOO_OLD),
    ("answerInlineQuery", {"inline_query_id": "5", "results": []}, TOO_OLD),
    (
        "answerCallbackQuery",
        {"callback_query_id": "5", "text": "x" * 201},
        "text must be 0-200 characters long",
    ),
    ("getFile", {"file_id": "nonsense"}, "invalid file_id"),
    (
        "setMyCommands",
        {"commands": [{"command": "Bad!", "description": "x"}]},
        "BOT_COMMAND_INVALID",
    ),
    (
        "setMyCommands",
        {"commands": [{"command": "go", "description": ""}]},
        "BOT_COMMAND_DESCRIPTION_INVALID",
    ),
    ("setMyCommands", {"commands": [{"command": "go"}]}, "can't parse list of bot commands"),
    ("setMyCommands", {"commands": [], "scope": {"type": "everywhere"}}, "can't parse scope"),
    (
        "setWebhook",
        {"url": "http://["},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "setWebhook",
        {"url": "ftp://a.example"},
        "bad webhook: An HTTPS URL must be provided for webhook",
    ),
    (
        "setWebhook",
        {"url": "http://127.0.0.1:1/", "secret_token": "with space"},
        "secret token contains unallowed characters",
    ),
    (
        "setWebhook",
        {"url": "http://127.0.0.1:1/", "max_connections": 101},
        "bad webhook: max_connections must be between 1 and 100",
    ),
    ("getUserProfilePhotos", {"user_id": 5}, "user not found"),
]


@pytest.mark.parametrize(("method", "params", "reason"), BAD)
async def test_a_bad_request_is_refused_as_telegram_refuses_it(
    bot: RawBot, maya: Person, method: str, params: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await bot(method, chat_id=maya.id, **params)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: {reason}")
    assert len(await maya.messages()) == 1


@pytest.mark.parametrize(("method", "params", "reason"), BAD_ANYWHERE)
async def test_a_request_that_names_nothing_known_is_refused(
    bot: RawBot, method: str, params: dict[str, Any], reason: str
) -> None:
    with pytest.raises(Refusal) as refused:
        await bot(method, **params)
    assert refused.value.code == 400
    assert refused.value.description.startswith(f"Bad Request: {reason}")


async def test_an_unknown_method_is_not_found(bot: RawBot) -> None:
    with pytest.raises(Refusal) as refused:
        await bot("sendThoughts")
    assert (refused.value.code, refused.value.description) == (404, "Not Found")


async def test_a_wrong_token_is_unauthorized(http: aiohttp.ClientSession) -> None:
    with pytest.raises(Refusal) as refused:
        await RawBot(http, "42:wrong")("getMe")
    assert (refused.value.code, refused.value.description) == (401, "Unauthorized")


async def test_a_method_that_is_valid_but_not_acted_on_says_so(bot: RawBot, maya: Person) -> None:
    with pytest.raises(Refusal) as refused:
        await bot("banChatMember", chat_id=maya.id, user_id=maya.id)
    assert refused.value.code == 501
    assert refused.value.description.startswith("Not Implemented: ")


async def test_what_is_not_acted_on_is_checked_first(bot: RawBot) -> None:
    with pytest.raises(Refusal, match="chat_id is empty"):
        await bot("banChatMember")


@pytest.mark.parametrize(
    ("content_type", "body", "reason"),
    [
        ("application/json", b"{", "can't parse JSON-encoded request body"),
        ("application/json", b"[]", "JSON object expected as request body"),
        ("application/x-www-form-urlencoded", b"text=\xff", "strings must be encoded in UTF-8"),
        ("multipart/form-data", b"text", "can't parse multipart request body"),
    ],
)
async def test_a_body_that_cannot_be_read_is_refused(
    http: aiohttp.ClientSession, content_type: str, body: bytes, reason: str
) -> None:
    headers = {"Content-Type": content_type}
    async with http.post(f"/bot{TOKEN}/sendMessage", data=body, headers=headers) as response:
        answer = await response.json()
    assert (response.status, answer["description"]) == (400, f"Bad Request: {reason}")
