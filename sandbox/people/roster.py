"""Who there is: bots, people, groups. Made, changed, taken away."""

import re
from typing import Final

from sandbox.people.refusals import Missing, NotNow, NotUnderstood
from sandbox.people.views import bot_view, person_view
from sandbox.people.wish import Wish
from sandbox.topics import TROUBLES
from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Bot, Group, Person
from sandbox.writing import publish, write_message

COLORS = ("#2f80ed", "#eb5757", "#27ae60", "#f2994a", "#9b51e0", "#219653", "#56ccf2", "#bb6bd9")
CHANGEABLE = (
    "first_name",
    "last_name",
    "username",
    "language_code",
    "color",
    "forbids_voice",
    "hides_forwards",
    "is_robot",
)
SWITCHES = ("has_topics_enabled", "allows_users_to_create_topics", "hears_private_reactions")
TOKEN = re.compile(r"(\d+):[A-Za-z0-9_-]+")

MAYA: Final = {"first_name": "Maya", "username": "maya", "language_code": "en", "color": "#2f80ed"}
DIEGO: Final = {
    "first_name": "Diego",
    "username": "diego",
    "language_code": "es",
    "color": "#f2994a",
}


def add_bot(sandbox: Sandbox, token: str, username: str, first_name: str | None) -> Bot:
    """Add a bot, or rename one; a bot that exists keeps what it has."""
    form = TOKEN.fullmatch(token)
    if form is None or not username:
        raise NotUnderstood("a bot needs a token like 42:secret and a username")
    bot_id = int(form[1])
    bot = sandbox.world.bots.get(bot_id)
    if bot is None:
        bot = Bot(id=bot_id, token=token, username=username, first_name=first_name or username)
    bot.token, bot.username = token, username
    bot.first_name = first_name or bot.first_name
    return sandbox.world.add_bot(bot)


def create_bot(wish: Wish) -> Wire:
    bot = add_bot(
        wish.sandbox,
        wish.need("token", str),
        wish.need("username", str),
        wish.body.get("first_name"),
    )
    return _changed(wish, bot)


def change_bot(wish: Wish) -> Wire:
    """Turn a bot's switches, by id or username: what BotFather would do, and what goes wrong."""
    name = wish.path["bot"]
    bot = wish.world.bot_named(int(name) if name.isdigit() else name)
    if bot is None:
        raise Missing(f"there is no bot {name}")
    return _changed(wish, bot)


def _changed(wish: Wish, bot: Bot) -> Wire:
    for name in SWITCHES:
        setattr(bot, name, bool(wish.body.get(name, getattr(bot, name))))
    trouble = wish.body.get("topic_trouble", bot.topic_trouble)
    if trouble and trouble not in TROUBLES:
        raise NotUnderstood(f"topics know no trouble {trouble}")
    bot.topic_trouble = trouble
    wish.world.save(bot)
    seen = bot_view(wish.sandbox, bot)
    wish.sandbox.events.publish("bot", {"bot": seen})
    return seen


def list_people(wish: Wish) -> list[Wire]:
    return [person_view(person) for person in wish.world.people.values() if not person.deleted]


def add_person(sandbox: Sandbox, wanted: Wire) -> Person:
    person_id = wanted.get("id") or sandbox.world.next_person_id()
    color = COLORS[len(sandbox.world.people) % len(COLORS)]
    facts = {name: wanted[name] for name in CHANGEABLE if wanted.get(name) is not None}
    person = Person(id=person_id, **{"color": color, **facts})
    sandbox.world.add_person(person)
    sandbox.events.publish("person", {"person": person_view(person)})
    return person


def create_person(wish: Wish) -> Wire:
    if not wish.need("first_name", str):
        raise NotUnderstood("first_name is empty")
    wanted_id = wish.body.get("id")
    if wanted_id is not None and (not isinstance(wanted_id, int) or wanted_id <= 0):
        raise NotUnderstood("id must be a positive integer")
    if wanted_id in wish.world.people or wanted_id in wish.world.bots:
        raise NotNow(f"{wanted_id} is taken")
    return person_view(add_person(wish.sandbox, wish.body))


def seed_people(sandbox: Sandbox) -> None:
    """Two people for a first visitor, if nobody is there yet."""
    if not sandbox.world.people:
        for person in (MAYA, DIEGO):
            add_person(sandbox, dict(person))


def seed_forum(sandbox: Sandbox, title: str) -> None:
    """Make a forum of this title for the second of the people and all bots, if there is none."""
    world = sandbox.world
    people = [person for person in world.people.values() if not person.is_robot]
    if not people or any(group.title == title for group in world.groups.values()):
        return
    member = people[min(1, len(people) - 1)]
    group = Group(id=world.next_group_id(), title=title, is_forum=True)
    group.members, group.bots = [member.id], list(world.bots)
    world.add_group(group)
    world.save(group)


def show_person(wish: Wish) -> Wire:
    return person_view(wish.person())


def change_person(wish: Wish) -> Wire:
    person = wish.person()
    for name in CHANGEABLE:
        if name in wish.body:
            if name == "first_name" and not wish.body[name]:
                raise NotUnderstood("first_name is empty")
            setattr(person, name, wish.body[name])
    wish.world.save(person)
    seen = person_view(person)
    wish.sandbox.events.publish("person", {"person": seen})
    return seen


def delete_person(wish: Wish) -> Wire:
    """Delete the account: bots are refused with "user is deactivated"."""
    person = wish.person()
    person.deleted = True
    wish.world.save(person)
    wish.sandbox.events.publish("person", {"person": {**person_view(person), "deleted": True}})
    return {"ok": True}


def create_group(wish: Wish) -> Wire:
    group = Group(
        id=wish.world.next_group_id(),
        title=wish.need("title", str),
        is_forum=bool(wish.body.get("forum", False)),
    )
    wish.world.add_group(group)
    _add_members(wish, group, wish.body.get("members", []))
    for name in wish.body.get("bots", []):
        bot = wish.world.bot_named(name)
        if bot is None:
            raise Missing(f"there is no bot {name}")
        group.bots.append(bot.id)
        _tell_bot(wish, group, bot)
    wish.world.save(group)
    return _group_view(group)


def change_group_members(wish: Wish) -> Wire:
    group = group_named(wish, wish.path["id"])
    _add_members(wish, group, wish.body.get("add", []))
    chat = wish.world.chats[group.key]
    for person_id in wish.body.get("remove", []):
        if person_id not in group.members:
            raise Missing(f"{person_id} is no member")
        leaver = wish.world.people[person_id].as_user()
        content = {"left_chat_member": leaver}
        write_message(wish.sandbox, chat, leaver, content, outgoing=True)
        group.members.remove(person_id)
    wish.world.save(group)
    publish(wish.sandbox, chat, "chat", {"title": group.title, "members": group.members})
    return _group_view(group)


def group_named(wish: Wish, group_id: str) -> Group:
    group = wish.world.groups.get(int(group_id)) if group_id.lstrip("-").isdigit() else None
    if group is None:
        raise Missing(f"there is no group {group_id}")
    return group


def _add_members(wish: Wish, group: Group, person_ids: list[int]) -> None:
    for person_id in person_ids:
        if person_id not in wish.world.people:
            raise Missing(f"there is no person {person_id}")
        if person_id in group.members:
            continue
        group.members.append(person_id)
        joiner = wish.world.people[person_id].as_user()
        write_message(
            wish.sandbox,
            wish.world.chats[group.key],
            joiner,
            {"new_chat_members": [joiner]},
            outgoing=True,
        )


def _tell_bot(wish: Wish, group: Group, bot: Bot) -> None:
    """Tell a bot that the group's first member has brought it in."""
    bringer = wish.world.people[group.members[0]] if group.members else None
    body = {
        "chat": group.as_chat(),
        "from": (bringer or bot).as_user(),
        "date": int(wish.sandbox.clock.now()),
        "old_chat_member": {"status": "left", "user": bot.as_user()},
        "new_chat_member": {"status": "member", "user": bot.as_user()},
    }
    wish.sandbox.post_office.post(bot, "my_chat_member", body, chat_key=group.key)


def _group_view(group: Group) -> Wire:
    return {
        "id": group.id,
        "title": group.title,
        "members": group.members,
        "bots": group.bots,
        "forum": group.is_forum,
        "chat_key": group.key,
    }
