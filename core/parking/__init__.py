"""What is parked was written without saying to whom: it waits until its writer has said so.

It is never sent by a guess, because the worst that a relay can do is tell a third person.
"""
