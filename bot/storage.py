"""aiogram's storage for one update: the drafts of the visitor's channel, read once, written once.

Only private chats have drafts: there the user id and the chat id are the same address.
"""

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy.ext.asyncio import AsyncSession

from core.drafts.service import Drafts, drafts_of, drop_drafts, keep_drafts

_STATE = "/state"


class DraftStorage(BaseStorage):
    """Made anew for each update. Without a channel everything is empty and stays so."""

    def __init__(self) -> None:
        self._channel_id: UUID | None = None
        self._read: Drafts = {}
        self._now: Drafts = {}

    async def open(self, session: AsyncSession, channel_id: UUID) -> None:
        """Read what the channel has."""
        self._channel_id = channel_id
        self._read = await drafts_of(session, channel_id)
        self._now = deepcopy(self._read)

    def forget(self) -> None:
        """Write nothing any more: the channel is gone."""
        self._channel_id = None

    async def flush(self, session: AsyncSession, *, at: datetime) -> None:
        """Write what has changed."""
        if self._channel_id is None:
            return
        changed = {
            slot: content for slot, content in self._now.items() if content != self._read.get(slot)
        }
        await keep_drafts(session, self._channel_id, changed, at=at)
        await drop_drafts(session, self._channel_id, self._read.keys() - self._now.keys())

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        name = state.state if isinstance(state, State) else state
        self._write(key.destiny + _STATE, {} if name is None else {"state": name})

    async def get_state(self, key: StorageKey) -> str | None:
        return self._now.get(key.destiny + _STATE, {}).get("state")

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        # aiogram_dialog notes who may press; in a private chat that is its owner, and the note
        # would put a Telegram id where only the channel may have one.
        content = {name: value for name, value in data.items() if name != "access_settings"}
        self._write(key.destiny, content)

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        return deepcopy(self._now.get(key.destiny, {}))

    async def close(self) -> None:
        """Nothing to close: the transaction belongs to the worker."""

    def _write(self, slot: str, content: dict[str, Any]) -> None:
        if content:
            self._now[slot] = deepcopy(content)
        else:
            self._now.pop(slot, None)
