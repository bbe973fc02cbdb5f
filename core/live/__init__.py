"""What is live is where somebody is, kept in step on the other phone while he shares it.

It is passed on seldom, and ends by itself with what it was shared for.
"""
