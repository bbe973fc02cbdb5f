"""The cashier has Stripe do what was wished for, and takes over what Stripe says.

Whatever tells of a change, an answer, an event or the clock, is a reason to look at how a payment
stands there. What is seen is adopted by one function, as often as it is seen.
"""
