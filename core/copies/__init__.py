"""A copy is a message in one chat: its writer's own, or what the other side got.

Copies are brought into step with their message, and a writer is told what became of his only once
that is known. What a message says is never decided here.
"""
