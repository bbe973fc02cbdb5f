"""A clearance lets a message pass that was kept back, because its writer says so.

Nothing passes for want of an answer.
"""
