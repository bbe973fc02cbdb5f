"""A stray is money that has moved at Stripe for one of our payments, and by no decision of ours.

It is booked to suspense once and told to the operators. What was plainly paid twice goes back by
itself; whatever else has happened, nothing of that payment moves until a person says so.
"""
