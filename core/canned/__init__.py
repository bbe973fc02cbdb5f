"""Canned answers are what our people say again and again, in each language, with gaps to be filled.

A gap is filled from the ticket that is answered. One that cannot be stops the answer: nobody reads
`{quest}`.
"""
