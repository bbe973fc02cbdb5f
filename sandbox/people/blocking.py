"""A person blocks a bot, or lets it in again; the bot hears of both by `my_chat_member`."""

from sandbox.people.wish import Wish
from sandbox.wire import Wire
from sandbox.wiring import Sandbox
from sandbox.world.things import Chat, Person
from sandbox.writing import chat_as_wire, publish


def block(wish: Wish) -> Wire:
    person, bot = wish.person(), wish.bot()
    if bot.id not in person.blocked_bots:
        person.blocked_bots.append(bot.id)
        _tell(wish.sandbox, person, wish.world.private_chat(person, bot), blocked=True)
    return {"blocked_bots": person.blocked_bots}


def unblock(wish: Wish) -> Wire:
    person, bot = wish.person(), wish.bot()
    let_bot_in(wish.sandbox, person, wish.world.private_chat(person, bot))
    return {"blocked_bots": person.blocked_bots}


def let_bot_in(sandbox: Sandbox, person: Person, chat: Chat) -> None:
    if chat.bot_id in person.blocked_bots:
        person.blocked_bots.remove(chat.bot_id)
        _tell(sandbox, person, chat, blocked=False)


def _tell(sandbox: Sandbox, person: Person, chat: Chat, *, blocked: bool) -> None:
    sandbox.world.save(person)
    publish(sandbox, chat, "blocked", {"bot_id": chat.bot_id, "blocked": blocked})
    if not chat.started:
        return
    bot = sandbox.world.bots[chat.bot_id]
    free = {"status": "member", "user": bot.as_user()}
    shut = {"status": "kicked", "user": bot.as_user(), "until_date": 0}
    old, new = (free, shut) if blocked else (shut, free)
    body = {
        "chat": chat_as_wire(sandbox, chat),
        "from": person.as_user(),
        "date": int(sandbox.clock.now()),
        "old_chat_member": old,
        "new_chat_member": new,
    }
    sandbox.post_office.post(bot, "my_chat_member", body, chat_key=chat.key)
