"""What a bot says of itself: name, descriptions, commands, menu button."""

import re
from typing import Any, Final

from sandbox.botapi.call import Act, Call
from sandbox.botapi.errors import BadRequest
from sandbox.wire import Wire
from sandbox.world.bot_profile import in_language, menu_button

COMMAND = re.compile(r"[a-z0-9_]{1,32}")
MOST_COMMANDS = 100
RELOGIN_SECONDS = 600


def get_me(call: Call) -> Wire:
    return {
        **call.bot.as_user(),
        "can_join_groups": True,
        # Bots in the sandbox's groups hear everything, so privacy mode is said to be off.
        "can_read_all_group_messages": True,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
        "has_topics_enabled": call.bot.has_topics_enabled,
        "allows_users_to_create_topics": call.bot.allows_users_to_create_topics,
    }


def log_out(call: Call) -> bool:
    call.bot.logged_out_until = call.sandbox.clock.now() + RELOGIN_SECONDS
    return True


def close(call: Call) -> bool:
    return True


def set_my_commands(call: Call) -> bool:
    commands: list[Wire] = call.params["commands"]
    if len(commands) > MOST_COMMANDS:
        raise BadRequest("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        command["command"] = command["command"].removeprefix("/")
        if not COMMAND.fullmatch(command["command"]):
            raise BadRequest("BOT_COMMAND_INVALID")
    call.bot.commands[_scope(call)] = commands
    return _changed(call)


def get_my_commands(call: Call) -> list[Wire]:
    return call.bot.commands.get(_scope(call), [])


def delete_my_commands(call: Call) -> bool:
    call.bot.commands.pop(_scope(call), None)
    return _changed(call)


def set_my_name(call: Call) -> bool:
    if not _language(call) and call.params.get("name"):
        call.bot.first_name = call.params["name"]
    return _set_in_language(call, call.bot.names, "name")


def get_my_name(call: Call) -> Wire:
    return {"name": in_language(call.bot.names, _language(call)) or call.bot.first_name}


def set_my_description(call: Call) -> bool:
    return _set_in_language(call, call.bot.descriptions, "description")


def get_my_description(call: Call) -> Wire:
    return {"description": in_language(call.bot.descriptions, _language(call))}


def set_my_short_description(call: Call) -> bool:
    return _set_in_language(call, call.bot.short_descriptions, "short_description")


def get_my_short_description(call: Call) -> Wire:
    return {"short_description": in_language(call.bot.short_descriptions, _language(call))}


def set_chat_menu_button(call: Call) -> bool:
    where = str(call.params.get("chat_id", ""))
    button: Wire = call.params.get("menu_button", {"type": "default"})
    if where and button["type"] == "default":
        call.bot.menu_buttons.pop(where, None)
    else:
        call.bot.menu_buttons[where] = button
    return _changed(call)


def get_chat_menu_button(call: Call) -> Wire:
    return menu_button(call.bot, call.params.get("chat_id", ""))


def _scope(call: Call) -> str:
    scope: dict[str, Any] = call.params.get("scope", {"type": "default"})
    parts = [scope["type"], *(str(scope[k]) for k in ("chat_id", "user_id") if k in scope)]
    return f"{':'.join(parts)}|{_language(call)}"


def _language(call: Call) -> str:
    return str(call.params.get("language_code", ""))


def _set_in_language(call: Call, texts: dict[str, str], name: str) -> bool:
    text = call.params.get(name, "")
    if text:
        texts[_language(call)] = text
    else:
        texts.pop(_language(call), None)
    return _changed(call)


def _changed(call: Call) -> bool:
    call.sandbox.world.save(call.bot)
    call.sandbox.events.publish("bot", {"bot": {"id": call.bot.id, "username": call.bot.username}})
    return True


ACTS: Final[dict[str, Act]] = {
    "getMe": get_me,
    "logOut": log_out,
    "close": close,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_name,
    "getMyName": get_my_name,
    "setMyDescription": set_my_description,
    "getMyDescription": get_my_description,
    "setMyShortDescription": set_my_short_description,
    "getMyShortDescription": get_my_short_description,
    "setChatMenuButton": set_chat_menu_button,
    "getChatMenuButton": get_chat_menu_button,
}
