"""Casework is what is done about a ticket besides talking: to solve, to hand on, to merge, to rate.

A Peer hears only what concerns him: that it is solved, and that he may say how it was.
"""
