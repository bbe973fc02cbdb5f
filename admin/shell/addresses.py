"""Where a thing is shown, by its id. Tables, pages and the search lead there."""

from collections.abc import Mapping
from types import MappingProxyType

from core.operators.states import Permission

PEER = "/peers/{}"
PEER_IN_TABLE = "/tables/peers?q={}"
"""For who may not see people."""

GLIDEPATH = "/tables/glidepaths?q={}"
PARCEL = "/tables/parcels?q={}"
OFFER = "/tables/offers?q={}"
QUEST = "/quests/{}"
TICKET = "/tickets/{}"
LINE = "/lines/{}"
REPORT = "/tables/reports?q={}"
OPERATOR = "/operators#{}"
BROADCAST = "/broadcasts/{}"
CANNED = "/canned/{}"
TABLE = "/tables/{}"
FIND = "/find?q={}"
PAYMENT = "/tables/payments?q={}"

ASKS_FOR: Mapping[str, Permission] = MappingProxyType(
    {
        "/peers/": Permission.SEE_PEOPLE,
        "/lines/": Permission.SEE_PEOPLE,
        "/tickets": Permission.HELP_PEERS,
        "/canned": Permission.HELP_PEERS,
        "/operators": Permission.RUN_HOUSE,
        "/broadcasts": Permission.RUN_HOUSE,
    }
)
"""What the pages ask for that do not open to everybody who is in, by how their addresses begin."""


def asks_for(address: str) -> Permission:
    """Say who may follow a link; a page itself asks once more."""
    begins = (one for one in ASKS_FOR if address.startswith(one))
    return ASKS_FOR.get(next(begins, ""), Permission.LOOK)
