"""What Telegram tells of a chat itself: a pin, a timer, a topic. It is nobody's word.

Nothing of it is relayed, and no screen answers it.
"""

from aiogram import F, Router
from aiogram.enums import ContentType
from aiogram.types import Message

from bot.asking import Holds
from bot.visit import Visit
from core.linkline.queries import lines_of

_TOLD = frozenset(
    {
        *(ContentType.NEW_CHAT_MEMBERS, ContentType.LEFT_CHAT_MEMBER, ContentType.NEW_CHAT_TITLE),
        *(ContentType.NEW_CHAT_PHOTO, ContentType.DELETE_CHAT_PHOTO, ContentType.PINNED_MESSAGE),
        *(ContentType.GROUP_CHAT_CREATED, ContentType.SUPERGROUP_CHAT_CREATED),
        *(ContentType.CHANNEL_CHAT_CREATED, ContentType.CHAT_OWNER_LEFT),
        *(ContentType.CHAT_OWNER_CHANGED, ContentType.MIGRATE_TO_CHAT_ID),
        *(ContentType.MIGRATE_FROM_CHAT_ID, ContentType.CONNECTED_WEBSITE),
        *(ContentType.WRITE_ACCESS_ALLOWED, ContentType.PROXIMITY_ALERT_TRIGGERED),
        *(ContentType.BOOST_ADDED, ContentType.CHAT_BACKGROUND_SET),
        *(ContentType.CHECKLIST_TASKS_DONE, ContentType.CHECKLIST_TASKS_ADDED),
        *(ContentType.DIRECT_MESSAGE_PRICE_CHANGED, ContentType.PAID_MESSAGE_PRICE_CHANGED),
        *(ContentType.FORUM_TOPIC_CREATED, ContentType.FORUM_TOPIC_EDITED),
        *(ContentType.FORUM_TOPIC_CLOSED, ContentType.FORUM_TOPIC_REOPENED),
        *(ContentType.GENERAL_FORUM_TOPIC_HIDDEN, ContentType.GENERAL_FORUM_TOPIC_UNHIDDEN),
        *(ContentType.GIVEAWAY_CREATED, ContentType.GIVEAWAY_COMPLETED),
        *(ContentType.POLL_OPTION_ADDED, ContentType.POLL_OPTION_DELETED),
        *(ContentType.VIDEO_CHAT_SCHEDULED, ContentType.VIDEO_CHAT_STARTED),
        *(ContentType.VIDEO_CHAT_ENDED, ContentType.VIDEO_CHAT_PARTICIPANTS_INVITED),
        *(ContentType.GIFT_UPGRADE_SENT, ContentType.MANAGED_BOT_CREATED),
    }
)
"""Messages that nobody has written."""


async def on_timer(message: Message, visit: Visit) -> None:
    """Say that a timer empties the chat alone: what was said is kept with the delivery."""
    timer = message.message_auto_delete_timer_changed
    is_on = timer is not None and timer.message_auto_delete_time > 0
    if is_on and await lines_of(visit.session, visit.peer, limit=1):
        await message.answer(visit.words.html("line-timer"))


async def on_told(message: Message) -> None:
    """Leave it at that."""


def service_router() -> Router:
    """Stands before everything that a message could mean."""
    router = Router(name="service")
    is_timer = F.content_type == ContentType.MESSAGE_AUTO_DELETE_TIMER_CHANGED
    router.message.register(on_timer, Holds(is_timer))
    router.message.register(on_told, Holds(F.content_type.in_(_TOLD)))
    return router
