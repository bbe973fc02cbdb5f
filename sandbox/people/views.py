"""How bots, people and chats look in the control plane's answers."""

from sandbox.topics import has_topics
from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.bot_profile import commands_for, in_language, menu_button
from sandbox.world.sight import seen_by_people
from sandbox.world.things import Bot, Chat, Person


def person_view(person: Person) -> Wire:
    return {
        "id": person.id,
        "first_name": person.first_name,
        "last_name": person.last_name,
        "username": person.username,
        "language_code": person.language_code,
        "color": person.color,
        "blocked_bots": list(person.blocked_bots),
        "forbids_voice": person.forbids_voice,
        "hides_forwards": person.hides_forwards,
        "is_robot": person.is_robot,
    }


def bot_view(sandbox: Sandbox, bot: Bot) -> Wire:
    return {
        "id": bot.id,
        "username": bot.username,
        "first_name": bot.first_name,
        "token_ok": bot.logged_out_until <= sandbox.clock.now(),
        "online": sandbox.post_office.is_heard(bot),
        "has_topics_enabled": bot.has_topics_enabled,
        "allows_users_to_create_topics": bot.allows_users_to_create_topics,
        "topic_trouble": bot.topic_trouble,
        "hears_private_reactions": bot.hears_private_reactions,
        "commands": commands_for(bot, 0, ""),
        "description": in_language(bot.descriptions, ""),
        "short_description": in_language(bot.short_descriptions, ""),
        "menu_button": menu_button(bot, ""),
    }


def chat_view(sandbox: Sandbox, person: Person, chat: Chat) -> Wire:
    """One line of a person's list of chats."""
    there = [m for m in sandbox.world.messages[chat.key].values() if not m.deleted]
    read_up_to = chat.read_up_to.get(str(person.id), 0)
    bot = sandbox.world.bots.get(chat.bot_id)
    view: Wire = {
        "chat_key": chat.key,
        "unread": sum(1 for m in there if not m.outgoing and m.id > read_up_to),
        "last_message": seen_by_people(bot, chat, there[-1]) if there else None,
        "started": chat.started,
        "reply_keyboard": chat.reply_keyboard,
        "force_reply": chat.force_reply,
        "pinned": chat.pinned,
        "topics": list(chat.topics.values()) if has_topics(sandbox, chat) else [],
    }
    if bot is None:
        group = sandbox.world.groups[chat.group_id]
        members = [sandbox.world.people[i].as_user() for i in group.members]
        bots = [sandbox.world.bots[i].as_user() for i in group.bots]
        view.update(group=group.as_chat(), title=group.title, members=members + bots, blocked=False)
        return view
    tongue = person.language_code
    view.update(
        bot=bot.as_user(),
        title=in_language(bot.names, tongue) or bot.first_name,
        blocked=bot.id in person.blocked_bots,
        menu_button=menu_button(bot, person.id),
        commands=commands_for(bot, person.id, tongue),
        description=in_language(bot.descriptions, tongue),
        short_description=in_language(bot.short_descriptions, tongue),
    )
    return view
