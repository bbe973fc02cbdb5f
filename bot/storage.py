"""aiogram's storage for one update: the drafts of the visitor's channel, read once, written once.

Only private chats have drafts: there the user id and the chat id are the same address.
"""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any
from uuid import UUID

from aiogram.fsm.state import State
from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey

from core.drafts.queries import Drafts
from core.drafts.service import DraftChange

_STATE = "/state"
_FORM = "form:"


class DraftStorage(BaseStorage):
    """Made anew for each update. Without a channel everything is empty and stays so."""

    def __init__(self) -> None:
        self._channel_id: UUID | None = None
        self._read: Drafts = {}
        self._now: Drafts = {}

    def open(self, channel_id: UUID, drafts: Drafts) -> None:
        """Take what the channel has."""
        self._channel_id = channel_id
        self._read = drafts
        self._now = deepcopy(drafts)

    def forget(self) -> None:
        """Change nothing any more: the channel is gone."""
        self._channel_id = None

    def changes(self) -> list[DraftChange]:
        """List what has become different."""
        if self._channel_id is None:
            return []
        slots = self._read.keys() | self._now.keys()
        return [
            DraftChange(self._channel_id, slot, self._now.get(slot, {}))
            for slot in sorted(slots)
            if self._now.get(slot) != self._read.get(slot)
        ]

    def form(self, slot: str) -> dict[str, Any]:
        """Read what is filled in of a form; empty when it is not begun."""
        return deepcopy(self._now.get(_FORM + slot, {}))

    def keep_form(self, slot: str, content: Mapping[str, Any]) -> None:
        """Keep a form; an empty one is gone."""
        self._write(_FORM + slot, dict(content))

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
