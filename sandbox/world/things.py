"""The things that exist. Each says under which kind and key it is kept; their fields are JSON."""

from dataclasses import dataclass, field
from typing import ClassVar

from sandbox.wire import Wire

FIRST_UPDATE_ID = 100_000_001


@dataclass(slots=True)
class Bot:
    kind: ClassVar[str] = "bot"

    id: int
    token: str
    username: str
    first_name: str
    has_topics_enabled: bool = False
    allows_users_to_create_topics: bool = False
    topic_trouble: str = ""
    """What is wrong with topics in private chats: nothing, or one of `topics.TROUBLES`."""
    hears_private_reactions: bool = True
    """Whether reactions in private chats reach it if it asks for them; reports differ."""
    logged_out_until: float = 0.0
    next_message_id: int = 1
    next_update_id: int = FIRST_UPDATE_ID
    allowed_updates: list[str] = field(default_factory=list)
    webhook: Wire | None = None
    # By language, "" being everybody's.
    names: dict[str, str] = field(default_factory=dict)
    descriptions: dict[str, str] = field(default_factory=dict)
    short_descriptions: dict[str, str] = field(default_factory=dict)
    # By scope and language, and by chat id; "" being everywhere.
    commands: dict[str, list[Wire]] = field(default_factory=dict)
    menu_buttons: dict[str, Wire] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return str(self.id)

    def as_user(self) -> Wire:
        return {
            "id": self.id,
            "is_bot": True,
            "first_name": self.first_name,
            "username": self.username,
        }


@dataclass(slots=True)
class Person:
    kind: ClassVar[str] = "person"

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str = "en"
    color: str = "#2f80ed"
    blocked_bots: list[int] = field(default_factory=list)
    forbids_voice: bool = False
    """Whether privacy settings keep voice and video notes out."""
    hides_forwards: bool = False
    """Whether forwards of what they wrote name them without leading to them."""
    is_robot: bool = False
    """Whether it plays itself, so that no phone of the page need show it. Telegram has no such."""
    deleted: bool = False

    @property
    def key(self) -> str:
        return str(self.id)

    def as_user(self) -> Wire:
        user: Wire = {"id": self.id, "is_bot": False, "first_name": self.first_name}
        if self.last_name:
            user["last_name"] = self.last_name
        if self.username:
            user["username"] = self.username
        user["language_code"] = self.language_code
        return user

    def as_chat(self) -> Wire:
        chat: Wire = {"id": self.id, "type": "private", "first_name": self.first_name}
        if self.last_name:
            chat["last_name"] = self.last_name
        if self.username:
            chat["username"] = self.username
        return chat


@dataclass(slots=True)
class Group:
    kind: ClassVar[str] = "group"

    id: int
    title: str
    members: list[int] = field(default_factory=list)
    bots: list[int] = field(default_factory=list)
    is_forum: bool = False
    next_message_id: int = 1

    @property
    def key(self) -> str:
        return str(self.id)

    def as_chat(self) -> Wire:
        chat: Wire = {"id": self.id, "type": "supergroup", "title": self.title}
        if self.is_forum:
            chat["is_forum"] = True
        return chat


@dataclass(slots=True)
class Chat:
    """A private chat of one person with one bot, or a group's chat (`group_id`)."""

    kind: ClassVar[str] = "chat"

    key: str
    person_id: int = 0
    bot_id: int = 0
    group_id: int = 0
    started: bool = False
    reply_keyboard: Wire | None = None
    force_reply: Wire | None = None
    pinned: list[int] = field(default_factory=list)
    auto_delete_seconds: int = 0
    # When messages vanish by themselves, by message id.
    vanishing: dict[str, float] = field(default_factory=dict)
    topics: dict[str, Wire] = field(default_factory=dict)
    # Message ids up to which was read: by person id, and by the bot that fetched last.
    read_up_to: dict[str, int] = field(default_factory=dict)
    fetched_up_to: int = 0

    @property
    def is_private(self) -> bool:
        return self.group_id == 0


@dataclass(slots=True)
class Message:
    """One message, as the Bot API shows it but with file ids that belong to no bot yet."""

    kind: ClassVar[str] = "message"

    chat_key: str
    id: int
    wire: Wire
    outgoing: bool
    deleted: bool = False
    # Who reacted with what, by user id.
    reactions: dict[str, str] = field(default_factory=dict)
    protected: bool = False

    @property
    def key(self) -> str:
        return f"{self.chat_key}/{self.id}"


@dataclass(slots=True)
class Press:
    """One press of an inline button, waiting for its one answer."""

    kind: ClassVar[str] = "press"

    id: str
    bot_id: int
    person_id: int
    chat_key: str
    message_id: int
    data: str
    at: float
    answer: Wire | None = None

    @property
    def key(self) -> str:
        return self.id


@dataclass(slots=True)
class InlineQuery:
    """What a person typed after a bot's name, waiting for its one answer. It lives in memory."""

    id: str
    bot_id: int
    person_id: int
    query: str
    at: float
    answer: Wire | None = None


@dataclass(slots=True)
class WaitingUpdate:
    """An update a bot has not confirmed yet."""

    kind: ClassVar[str] = "update"

    bot_id: int
    update_id: int
    name: str
    body: Wire
    queue: str
    expires_at: float
    chat_key: str = ""

    @property
    def key(self) -> str:
        return f"{self.bot_id}/{self.update_id}"

    def as_wire(self) -> Wire:
        return {"update_id": self.update_id, self.name: self.body}


@dataclass(slots=True)
class StoredFile:
    """A file's facts; the bytes lie in the file shelf under `unique_id`."""

    kind: ClassVar[str] = "file"

    unique_id: str
    media: str
    size: int
    mime_type: str
    file_name: str
    facts: Wire = field(default_factory=dict)

    @property
    def key(self) -> str:
        return self.unique_id
