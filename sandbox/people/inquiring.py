"""What a person asks inline: typing a bot's name and a few words in any chat."""

from sandbox.people.wish import Wish
from sandbox.wire import Wire
from sandbox.world.things import InlineQuery

MOST_WAIT_SECONDS = 60.0


async def ask_inline(wish: Wish) -> Wire:
    """Deliver the question; with `wait`, answer with the results the bot gives in that time."""
    person, bot = wish.person(), wish.bot()
    made = wish.world.add_inline_query(
        InlineQuery(
            id=wish.world.next_press_id(),
            bot_id=bot.id,
            person_id=person.id,
            query=str(wish.body.get("query", "")),
            at=wish.sandbox.clock.now(),
        )
    )
    body = {
        "id": made.id,
        "from": person.as_user(),
        "chat_type": "private",
        "query": made.query,
        "offset": str(wish.body.get("offset", "")),
    }
    wish.sandbox.post_office.post(bot, "inline_query", body, chat_key="")
    events = wish.sandbox.events
    seen = events.last_id
    deadline = wish.sandbox.clock.now() + min(float(wish.body.get("wait", 0)), MOST_WAIT_SECONDS)
    while made.answer is None and (left := deadline - wish.sandbox.clock.now()) > 0:
        news = await events.wait(seen, person.id, timeout_seconds=left)
        seen = news[-1].id if news else seen
    return {"inline_query_id": made.id, "answer": made.answer}
