"""Every method the sandbox acts on answers as described.

The server holds each answer against Telegram's description (`check_answers`); here two libraries
parse them as well.
"""

import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass

import pytest
import telegram
from aiogram import Bot, types
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer

from sandbox.botapi.acts import ACTS, WAITING_ACTS
from sandbox.botapi.schema import read_spec
from sandbox.media.samples import HEIGHT, WIDTH, sample
from sandbox.media.sniff import Picture, picture_in
from tests.phones import Person, Phones
from tests.sandbox.conftest import TOKEN, USERNAME, Served

RED = sample("photo", "red").body
BLUE = sample("photo", "blue").body
TONE = sample("voice", "tone").body
FILM = sample("video", "film").body
AS_PHOTO = Picture("image/jpeg", WIDTH, HEIGHT)


@dataclass(frozen=True)
class Stage:
    """Where both libraries play: a person and a forum."""

    served: Served
    maya: Person
    forum_id: int


@pytest.fixture
async def stage(served: Served, maya: Person, phones: Phones) -> Stage:
    forum = await phones.ask(
        "POST",
        "/groups",
        {"title": "Crew", "members": [maya.id], "bots": [USERNAME], "forum": True},
    )
    await phones.ask(
        "POST",
        "/bots",
        {"token": TOKEN, "username": USERNAME, "has_topics_enabled": True},
    )
    return Stage(served, maya, forum["id"])


@contextlib.asynccontextmanager
async def aiogram_bot(stage: Stage) -> AsyncIterator[Bot]:
    async with AiohttpSession(api=TelegramAPIServer.from_base(stage.served.url)) as session:
        yield Bot(TOKEN, session=session)


@contextlib.asynccontextmanager
async def ptb_bot(stage: Stage) -> AsyncIterator[telegram.Bot]:
    url = stage.served.url
    async with telegram.Bot(TOKEN, base_url=f"{url}/bot", base_file_url=f"{url}/file/bot") as bot:
        yield bot


def file(body: bytes, name: str) -> types.BufferedInputFile:
    return types.BufferedInputFile(body, name)


async def talk_by_aiogram(bot: Bot, stage: Stage) -> None:
    chat = stage.maya.id
    assert (await bot.me()).username == USERNAME
    keyboard = types.ReplyKeyboardMarkup(
        keyboard=[[types.KeyboardButton(text="Where", request_location=True)]]
    )
    said = await bot.send_message(chat, "<b>x</b>", parse_mode="HTML", reply_markup=keyboard)
    await bot.send_message(
        chat,
        "quoted",
        reply_parameters=types.ReplyParameters(
            message_id=said.message_id, quote="<b>x</b>", quote_parse_mode="HTML"
        ),
        link_preview_options=types.LinkPreviewOptions(is_disabled=True),
        reply_markup=types.ForceReply(input_field_placeholder="say"),
    )
    await bot.edit_message_text("y", chat_id=chat, message_id=said.message_id)
    inline = types.InlineKeyboardButton(text="a", callback_data="a", style="success")
    await bot.edit_message_reply_markup(
        chat_id=chat,
        message_id=said.message_id,
        reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[inline]]),
    )
    live = await bot.send_location(chat, 1.5, 2.5, live_period=60)
    await bot.edit_message_live_location(3, 4, chat_id=chat, message_id=live.message_id)
    await bot.stop_message_live_location(chat_id=chat, message_id=live.message_id)
    await bot.send_venue(chat, 1, 2, "Dock", "Pier 4")
    await bot.send_contact(chat, "+15550001", "Ann", last_name="B")
    await bot.send_dice(chat, emoji="🎯")
    poll = await bot.send_poll(chat, "Which?", [types.InputPollOption(text=t) for t in "ab"])
    assert (await bot.stop_poll(chat, poll.message_id)).is_closed
    await bot.send_chat_action(chat, "upload_photo")
    await bot.set_message_reaction(
        chat, said.message_id, reaction=[types.ReactionTypeEmoji(emoji="👍")]
    )
    await bot.pin_chat_message(chat, said.message_id)
    assert (await bot.get_chat(chat)).pinned_message is not None
    await bot.unpin_chat_message(chat, message_id=said.message_id)
    await bot.unpin_all_chat_messages(chat)
    await bot.copy_message(chat, chat, said.message_id)
    await bot.copy_messages(chat, chat, [said.message_id, live.message_id])
    await bot.forward_message(chat, chat, said.message_id)
    await bot.forward_messages(chat, chat, [said.message_id])
    await bot.delete_message(chat, said.message_id)
    await bot.delete_messages(chat, [live.message_id, poll.message_id])


async def show_by_aiogram(bot: Bot, stage: Stage) -> None:
    chat = stage.maya.id
    shown = await bot.send_photo(chat, file(RED, "a.png"), caption="c", has_spoiler=True)
    assert shown.photo
    again = await bot.send_photo(chat, shown.photo[-1].file_id)
    assert again.photo
    assert again.photo[-1].file_unique_id == shown.photo[-1].file_unique_id
    got = await bot.download(shown.photo[-1].file_id)
    assert got is not None
    assert picture_in(got.read()) == AS_PHOTO
    await bot.edit_message_caption(chat_id=chat, message_id=shown.message_id, caption="d")
    await bot.edit_message_media(
        types.InputMediaVideo(media=file(FILM, "b.mp4"), caption="e"),
        chat_id=chat,
        message_id=shown.message_id,
    )
    await bot.edit_message_media(
        types.InputMediaAnimation(media=file(FILM, "c.mp4")),
        chat_id=chat,
        message_id=shown.message_id,
    )
    await bot.send_video(chat, file(FILM, "b.mp4"), duration=3, width=4, height=5)
    await bot.send_animation(chat, file(FILM, "b.mp4"))
    await bot.send_audio(chat, file(TONE, "c.wav"), performer="P", title="T")
    await bot.send_voice(chat, file(TONE, "c.ogg"), duration=1)
    await bot.send_video_note(chat, file(FILM, "d.mp4"), length=100)
    await bot.send_document(chat, file(b"text", "e.txt"))
    await bot.send_sticker(chat, file(RED, "f.webp"), emoji="🙂")
    live = await bot.send_live_photo(
        chat, live_photo=file(FILM, "l.mp4"), photo=file(RED, "l.png"), caption="l"
    )
    assert live.live_photo
    assert live.photo == live.live_photo.photo
    album = await bot.send_media_group(
        chat,
        [
            types.InputMediaPhoto(media=file(RED, "a.png"), caption="album"),
            types.InputMediaPhoto(media=file(BLUE, "b.png")),
            types.InputMediaVideo(media=file(FILM, "c.mp4")),
        ],
    )
    assert len({message.media_group_id for message in album}) == 1
    assert [bool(message.photo) for message in album] == [True, True, False]


async def describe_by_aiogram(bot: Bot, stage: Stage) -> None:
    scope = types.BotCommandScopeAllPrivateChats()
    commands = [types.BotCommand(command="go", description="Go")]
    await bot.set_my_commands(commands, scope=scope, language_code="es")
    told = await bot.get_my_commands(scope=scope, language_code="es")
    assert [command.command for command in told] == ["go"]
    await bot.delete_my_commands(scope=scope, language_code="es")
    await bot.set_my_name("Carga", language_code="es")
    assert (await bot.get_my_name(language_code="es")).name == "Carga"
    await bot.set_my_description("d")
    assert (await bot.get_my_description()).description == "d"
    await bot.set_my_short_description("s")
    assert (await bot.get_my_short_description(language_code="de")).short_description == "s"
    await bot.set_chat_menu_button(menu_button=types.MenuButtonCommands())
    assert (await bot.get_chat_menu_button(chat_id=stage.maya.id)).type == "commands"
    assert (await bot.get_user_profile_photos(stage.maya.id)).total_count == 0
    await bot.set_webhook("http://127.0.0.1:9/", max_connections=3)
    assert (await bot.get_webhook_info()).max_connections == 3
    await bot.delete_webhook(drop_pending_updates=True)
    assert await bot.get_updates() == []
    with contextlib.suppress(Exception):
        await bot.answer_inline_query("1", [])


async def gather_by_aiogram(bot: Bot, stage: Stage) -> None:
    group = stage.forum_id
    assert (await bot.get_chat(group)).is_forum
    assert await bot.get_chat_member_count(group) == 2
    assert (await bot.get_chat_member(group, stage.maya.id)).status == "member"
    assert [a.status for a in await bot.get_chat_administrators(group)] == ["creator"]
    for chat in (group, stage.maya.id):
        topic = await bot.create_forum_topic(chat, "Quest 12")
        thread = topic.message_thread_id
        said = await bot.send_message(chat, "in here", message_thread_id=thread)
        assert said.message_thread_id == thread
        await bot.edit_forum_topic(chat, thread, name="Quest 13")
        if chat == group:
            await bot.close_forum_topic(chat, thread)
            await bot.reopen_forum_topic(chat, thread)
        await bot.pin_chat_message(chat, said.message_id)
        await bot.unpin_all_forum_topic_messages(chat, thread)
        await bot.delete_forum_topic(chat, thread)
    await bot.leave_chat(group)
    await bot.close()
    await bot.log_out()


async def answer_by_aiogram(bot: Bot, stage: Stage) -> None:
    button = types.InlineKeyboardButton(text="Press", callback_data="p")
    await bot.send_message(
        stage.maya.id,
        "x",
        reply_markup=types.InlineKeyboardMarkup(inline_keyboard=[[button]]),
    )
    await stage.maya.press("Press", wait=0)
    *_, update = await bot.get_updates(timeout=1)
    assert update.callback_query
    assert await bot.answer_callback_query(update.callback_query.id, text="ok")


STORIES: list[Callable[[Bot, Stage], Awaitable[None]]] = [
    talk_by_aiogram,
    show_by_aiogram,
    answer_by_aiogram,
    describe_by_aiogram,
    gather_by_aiogram,
]


async def test_every_act_answers_as_described_and_aiogram_reads_it(
    stage: Stage, phones: Phones
) -> None:
    async with aiogram_bot(stage) as bot:
        for story in STORIES:
            await story(bot, stage)
    asked = {request["method"] for request in await phones.requests()}
    assert asked >= ACTS.keys() | WAITING_ACTS.keys()


async def test_python_telegram_bot_reads_what_the_sandbox_answers(stage: Stage) -> None:
    chat = stage.maya.id
    async with ptb_bot(stage) as bot:
        assert (await bot.get_me()).username == USERNAME
        said = await bot.send_message(chat, "*x*", parse_mode="MarkdownV2", protect_content=True)
        assert said.entities[0].type == "bold"
        await bot.edit_message_text("y", chat, said.message_id)
        live = await bot.send_location(chat, 1, 2, live_period=60)
        assert live.location
        await bot.edit_message_live_location(chat, live.message_id, latitude=3, longitude=4)
        shown = await bot.send_photo(chat, RED, caption="c")
        await bot.edit_message_caption(chat, shown.message_id, caption="d")
        await bot.edit_message_media(
            telegram.InputMediaDocument(b"text", filename="e.txt"), chat, shown.message_id
        )
        remote = await bot.get_file(shown.photo[-1].file_id)
        assert picture_in(bytes(await remote.download_as_bytearray())) == AS_PHOTO
        album = await bot.send_media_group(
            chat, [telegram.InputMediaPhoto(RED, caption="a"), telegram.InputMediaPhoto(BLUE)]
        )
        assert album[0].caption == "a"
        await bot.send_video(chat, FILM)
        await bot.send_animation(chat, FILM)
        await bot.send_audio(chat, TONE)
        await bot.send_voice(chat, TONE)
        await bot.send_video_note(chat, FILM)
        await bot.send_document(chat, b"text", filename="e.txt")
        await bot.send_sticker(chat, RED)
        await bot.send_venue(chat, 1, 2, "Dock", "Pier 4")
        await bot.send_contact(chat, "+15550001", "Ann")
        await bot.send_dice(chat)
        await bot.send_poll(chat, "Which?", ["a", "b"])
        await bot.forward_message(chat, chat, shown.message_id)
        await bot.copy_messages(chat, chat, [live.message_id, shown.message_id])
        await bot.set_my_commands([telegram.BotCommand("go", "Go")])
        assert (await bot.get_my_commands())[0].command == "go"
        await bot.set_message_reaction(chat, live.message_id, "👍")
        await bot.pin_chat_message(chat, live.message_id)
        assert (await bot.get_chat(chat)).pinned_message
        assert (await bot.get_chat_member(stage.forum_id, chat)).status == "member"
        topic = await bot.create_forum_topic(stage.forum_id, "Quest 12")
        await bot.send_message(stage.forum_id, "x", message_thread_id=topic.message_thread_id)
        await bot.delete_message(chat, said.message_id)


def test_every_act_is_a_method_of_the_bot_api() -> None:
    assert ACTS.keys() | WAITING_ACTS.keys() <= read_spec()["methods"].keys()
