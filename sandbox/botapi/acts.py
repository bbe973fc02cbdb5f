"""Every method the sandbox acts on, by name. What is not here answers 501."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sandbox.botapi import (
    answering,
    chats,
    copying,
    editing,
    media,
    polls,
    profile,
    reacting,
    receiving,
    removing,
    sending,
    topics,
)
from sandbox.botapi.call import Act, WaitingAct

ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        **answering.ACTS,
        **chats.ACTS,
        **copying.ACTS,
        **editing.ACTS,
        **media.ACTS,
        **polls.ACTS,
        **profile.ACTS,
        **reacting.ACTS,
        **receiving.ACTS,
        **removing.ACTS,
        **sending.ACTS,
        **topics.ACTS,
    }
)
WAITING_ACTS: Final[Mapping[str, WaitingAct]] = MappingProxyType(receiving.WAITING_ACTS)
