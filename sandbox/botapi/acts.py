"""Every method the sandbox acts on, by name. What is not here answers 501."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from sandbox.botapi import (
    answering,
    editing,
    profile,
    receiving,
    removing,
    sending,
)
from sandbox.botapi.call import Act, WaitingAct

ACTS: Final[Mapping[str, Act]] = MappingProxyType(
    {
        **answering.ACTS,
        **editing.ACTS,
        **profile.ACTS,
        **receiving.ACTS,
        **removing.ACTS,
        **sending.ACTS,
    }
)
WAITING_ACTS: Final[Mapping[str, WaitingAct]] = MappingProxyType(receiving.WAITING_ACTS)
