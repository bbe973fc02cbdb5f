"""What operators' edges ask of the bot's, which they do not know: the command line ties them.

It is loaded when somebody asks for it, and seldom.
"""

from collections.abc import Callable
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncSession

from core.fetching import Fetch
from core.glimpses.states import Glimpse
from core.peers.models import Peer
from core.rules import Rules
from core.settings import Settings


class BotSide(Protocol):
    async def glimpse_of(self, session: AsyncSession, peer: Peer, *, rules: Rules) -> Glimpse:
        """Word what a Peer sees."""
        ...

    def photos_of(self, settings: Settings) -> Fetch:
        """Give the way to photos that were sent to the bot."""
        ...


OpenBotSide = Callable[[], BotSide]
