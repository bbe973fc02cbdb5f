"""A clearance lets a message pass that was kept back.

Its writer says so, or a look into it does. Nothing passes for want of an answer, and nobody is left
to wonder: what does not pass comes back to its writer with the reason.
"""
