"""A hand-over is proved: both have looked inside at the pick-up, and the recipient gives a code.

What is proved here changes no quest by itself; `core/proofs` does that, in the same transaction.
"""
