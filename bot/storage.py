"""aiogram's storage on the table of drafts, in the transaction of the update at hand.

Only private chats have drafts: there the user id and the chat id are the same address.
"""

from collections.abc import Mapping
from typing import Any

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.drafts.service import Slot, draft_in, drop_draft, keep_draft
from core.peers.states import ChannelKind


class DraftStorage(BaseStorage):
    """Made anew for each update."""

    def __init__(self, session: AsyncSession, clock: Clock) -> None:
        self._session = session
        self._clock = clock

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        await self._write(_slot(key, "/state"), {} if name is None else {"state": name})

    async def get_state(self, key: StorageKey) -> str | None:
        return (await draft_in(self._session, _slot(key, "/state"))).get("state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        # aiogram_dialog notes who may press; in a private chat that is its owner, and the note
        # would put a Telegram id where only the channel may have one.
        content = {name: value for name, value in data.items() if name != "access_settings"}
        await self._write(_slot(key), content)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return await draft_in(self._session, _slot(key))

    async def close(self) -> None:
        """Nothing to close: the transaction belongs to the worker."""

    async def _write(self, slot: Slot, content: dict[str, Any]) -> None:
        if content:
            await keep_draft(self._session, slot, content, at=self._clock())
        else:
            await drop_draft(self._session, slot)


def _slot(key: StorageKey, suffix: str = "") -> Slot:
    return Slot(ChannelKind.TELEGRAM, str(key.user_id), key.destiny + suffix)
