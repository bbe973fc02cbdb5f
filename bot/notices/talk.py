"""The one button that leads to a person, from wherever something went wrong."""

from uuid import UUID

from bot.deeds import SupportDeed, SupportPress
from bot.notices.card import Button
from bot.words import Words
from core.tickets.states import TicketCategory


def talk_button(
    words: Words, *, category: TicketCategory | None = None, quest_id: UUID | None = None
) -> Button:
    """Make it for a quest, or for a kind of trouble."""
    deed = SupportDeed.TALK if quest_id is None else SupportDeed.TALK_OF_QUEST
    press = SupportPress(deed=deed, id=quest_id, category=category)
    return Button(words.plain("help-person"), press.pack())
