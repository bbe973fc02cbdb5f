"""Parting is that one side of a line wants no more of the other.

From then on nothing passes between the two, on this line or on any that might come.
"""
