"""What two read of each other on a LinkLine, for tests."""

from tests.phones import Json, Person, words

ASK = "💬 Ask a question"
HERE = "What you write now goes to"
TICK = "👌"
HEAD = "🪶"
"""Begins what the other side has said."""


def said(message: Json) -> str:
    """Give what was said, without the pseudonym above it."""
    return words(message).partition("\n")[2]


async def chat_of(person: Person) -> list[str]:
    """List what the other side has said, as it stands in a chat now."""
    return [said(one) for one in await heard_by(person)]


async def heard_by(person: Person) -> list[Json]:
    """List the messages of the other side in a chat, of those that have words."""
    return [one for one in await person.messages()
            if not one["outgoing"] and words(one).startswith(HEAD)]  # fmt: skip


async def photos_of(person: Person) -> list[Json]:
    """List the pictures that the other side has sent."""
    return [one for one in await person.messages() if "photo" in one and not one["outgoing"]]
