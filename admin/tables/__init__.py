"""The tables of the house, as values. A table is one listing, and a line in `LISTINGS`."""

from admin.tables.deals import COMPLAINTS, OFFERS, QUESTS, REPORTS
from admin.tables.log import ACTS, EVENTS
from admin.tables.money import LEDGER, PAYMENTS
from admin.tables.people import PEERS, RATINGS
from admin.tables.posts import GLIDEPATHS, PARCELS
from admin.tables.support import TICKETS
from core.listings.queries import Listing
from core.operators.states import Permission

LISTINGS: tuple[tuple[Listing, Permission], ...] = (
    (PEERS, Permission.LOOK),
    (GLIDEPATHS, Permission.LOOK),
    (PARCELS, Permission.LOOK),
    (OFFERS, Permission.LOOK),
    (QUESTS, Permission.LOOK),
    (PAYMENTS, Permission.LOOK),
    (LEDGER, Permission.LOOK),
    (TICKETS, Permission.HELP_PEERS),
    (REPORTS, Permission.LOOK),
    (COMPLAINTS, Permission.LOOK),
    (RATINGS, Permission.LOOK),
    (EVENTS, Permission.LOOK),
    (ACTS, Permission.READ_AUDIT),
)
"""Each with the permission that its page asks for."""
