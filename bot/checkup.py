"""Checks the bot: the token, the way updates come, and the operators' chat by a test message."""

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError
from aiogram.types import User

from bot.telegram import build_bot
from bot.words import Words
from core.checkup import Finding, Verdict
from core.peers.states import Language
from core.settings import Settings, TelegramMode


async def check_telegram(settings: Settings) -> list[Finding]:
    if settings.telegram_bot_token is None:
        return [
            Finding(
                "Telegram", Verdict.WRONG, "no token", "set TELEGRAM_BOT_TOKEN (from @BotFather)"
            )
        ]
    bot = build_bot(settings)
    try:
        me = await bot.get_me()
    except TelegramAPIError as error:
        return [
            Finding(
                "Telegram",
                Verdict.WRONG,
                str(error)[:120],
                "check TELEGRAM_BOT_TOKEN and the network",
            )
        ]
    else:
        return [
            Finding("Telegram", Verdict.RIGHT, f"@{me.username}"),
            _inline_mode(me),
            await _check_delivery(bot, settings),
            await _check_operators(bot, settings),
        ]
    finally:
        await bot.session.close()


def _inline_mode(me: User) -> Finding:
    """Without it everything works but showing a card in another chat."""
    if me.supports_inline_queries:
        return Finding("Inline mode", Verdict.RIGHT, "on")
    return Finding(
        "Inline mode",
        Verdict.UNSET,
        "off: cards cannot be shown in other chats",
        "send /setinline to @BotFather",
    )


async def _check_delivery(bot: Bot, settings: Settings) -> Finding:
    hook = await bot.get_webhook_info()
    waiting = f"{hook.pending_update_count} updates wait"
    if settings.telegram_mode is TelegramMode.POLLING:
        if hook.url:
            return Finding(
                "Updates", Verdict.WRONG, "a webhook is set", "start `peercargo serve` once"
            )
        return Finding("Updates", Verdict.RIGHT, f"polling, {waiting}")
    if hook.last_error_message:
        return Finding(
            "Updates", Verdict.WRONG, hook.last_error_message, "check PUBLIC_URL and its proxy"
        )
    if not hook.url:
        return Finding(
            "Updates", Verdict.WRONG, "no webhook is set yet", "start `peercargo serve` once"
        )
    return Finding("Updates", Verdict.RIGHT, f"webhook, {waiting}")


async def _check_operators(bot: Bot, settings: Settings) -> Finding:
    chat = settings.telegram_operators_chat
    if chat is None:
        return Finding(
            "Operators", Verdict.UNSET, "no chat", "set TELEGRAM_OPERATORS_CHAT to get alerts"
        )
    try:
        await bot.send_message(chat, Words(Language.ENGLISH).html("operators-test"))
    except TelegramAPIError as error:
        return Finding("Operators", Verdict.WRONG, str(error)[:120], "add the bot to the group")
    return Finding("Operators", Verdict.RIGHT, "the test message arrived")
