"""Where a thing is shown, by its id. Tables, pages and the search lead there."""

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
PAYMENT = "/tables/payments?q={}"
