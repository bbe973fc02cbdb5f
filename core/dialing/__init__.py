"""Dialing: which of the numbers in a message would reach a telephone.

What is a valid number in which country is said by Google's metadata, through `phonenumbers`, and by
nothing of ours.
"""
