"""A hold keeps back what one side would tell too early, and asks its writer what to do.

Nothing that is held is lost, and nobody but its writer is told of it.
"""
