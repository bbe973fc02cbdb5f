"""The mark of an account. Pure."""

from core.peers.states import ChannelKind
from core.seals import derive

_PURPOSE = b"bar"


def mark_of(kind: ChannelKind, address: str, *, secret: str) -> str:
    """Make what stands for an account: HMAC-SHA256, so nobody without the secret can try ids."""
    return derive(f"{kind.value}:{address}".encode(), purpose=_PURPOSE, secret=secret).hex()
