"""A chargeback is the payer's bank taking money back, whatever Stripe and the Peers think of it.

While it asks, the money of that payment stays where it is. What it has taken is booked by its own
numbers, and when it keeps it, nobody else's quest pays for it.
"""
