"""What a bot says of itself, chosen for who looks: by language, by chat, by scope."""

from sandbox.wire import Wire
from sandbox.world.things import Bot


def menu_button(bot: Bot, chat_id: object) -> Wire:
    """Take the chat's own button, else everybody's, else Telegram's default."""
    for where in (str(chat_id), ""):
        if where in bot.menu_buttons:
            return bot.menu_buttons[where]
    return {"type": "commands"} if bot.commands else {"type": "default"}


def in_language(texts: dict[str, str], language: str) -> str:
    return texts.get(language) or texts.get("", "")


def commands_for(bot: Bot, person_id: int, language: str) -> list[Wire]:
    """Choose what a private chat offers: the narrowest scope that has commands wins."""
    for scope in (f"chat:{person_id}", "all_private_chats", "default"):
        for tongue in (language, ""):
            if commands := bot.commands.get(f"{scope}|{tongue}"):
                return commands
    return []
