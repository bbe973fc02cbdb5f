"""A command is a wish that Stripe do something, written down before Stripe is asked.

Its key names the decision and never the sum, so that however often it is sent, it is done once. It
knows nothing of what it is for.
"""
