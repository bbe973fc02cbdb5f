"""A handle is the name by which somebody is found on another network.

To speak of a network is no leak; to say by which name one is found there is.
"""
