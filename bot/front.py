"""What Telegram itself shows of the bot: commands, descriptions, menu button, in every language."""

from aiogram import Bot
from aiogram.types import BotCommand, MenuButtonCommands

from bot.words import Words
from core.peers.states import Language

COMMANDS = (
    "menu",
    "trip",
    "send",
    "find",
    "alerts",
    "matches",
    "quests",
    "chats",
    "profile",
    "language",
    "privacy",
    "help",
    "leave",
    "unsend",
    "cancel",
)


async def put_up_front(bot: Bot) -> None:
    """Set the words anew at each start; English also for languages we do not speak."""
    await _set_words(bot, Words(Language.ENGLISH), None)
    for language in Language:
        await _set_words(bot, Words(language), language.value)
    await bot.set_chat_menu_button(menu_button=MenuButtonCommands())


async def _set_words(bot: Bot, words: Words, language_code: str | None) -> None:
    commands = [
        BotCommand(command=one, description=words.plain(f"command-{one}")) for one in COMMANDS
    ]
    await bot.set_my_commands(commands, language_code=language_code)
    await bot.set_my_description(words.plain("front-description"), language_code=language_code)
    await bot.set_my_short_description(words.plain("front-short"), language_code=language_code)
