"""A sighting is what a look at Stripe has shown of a payment, whoever asked for the look.

It is what is so, and not what an event says. Nothing here changes anything.
"""
