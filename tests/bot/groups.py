"""A group of operators on phones of their own, as Telegram's forums are."""

from collections.abc import Callable
from typing import Any

from tests.phones import Json, Person, Phones, words

DESK_TITLE = "Operators"


class Member(Person):
    """What a person does in one group."""

    def __init__(self, person: Person, group_id: int) -> None:
        super().__init__(person.phones, {"id": person.id, "first_name": person.first_name})
        self._chat_key = str(group_id)

    async def send(
        self, kind: str, *, files_sent: dict[str, bytes] | None = None, **facts: Any
    ) -> list[Json]:
        body = {"chat_key": self._chat_key, "kind": kind, **facts}
        sent: list[Json] = await self._act("send", body, files_sent)
        return sent

    async def sees(self, condition: str | Callable[[Json], bool]) -> Json:
        """Wait for a message in the group, which others of us may have written as well."""

        def fits(event: Json) -> bool:
            message = event["data"].get("message", {})
            if event["event"] not in {"message", "edited"}:
                return False
            if str(message.get("chat", {}).get("id")) != self._chat_key:
                return False
            return condition in words(message) if isinstance(condition, str) else condition(message)

        found: Json = (await self.wait_for(fits))["data"]["message"]
        return found


async def a_group(phones: Phones, *people: Person, is_forum: bool = True) -> int:
    """Make the operators' group; answer its id."""
    group = await phones.ask(
        "POST",
        "/groups",
        {
            "title": DESK_TITLE,
            "members": [one.id for one in people],
            "bots": [phones.bot],
            "forum": is_forum,
        },
    )
    found: int = group["id"]
    return found
