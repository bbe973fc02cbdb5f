"""Reminding is the one short message of the day on which a parcel changes hands.

Only to whom it is a last resort: he has blocked the bot, has confirmed a mobile number for this,
and it is day where he is.
"""
