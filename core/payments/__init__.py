"""A payment is the money of one quest: paid by the Requester, held, then shared out once.

It has states of its own, apart from those of the quest. What is decided is booked and wished for in
one transaction, and nobody is paid twice, whatever fails and however often it is repeated.
"""
