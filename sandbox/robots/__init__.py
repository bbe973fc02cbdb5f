"""Robots are people of the sandbox who play themselves, so that a newcomer meets a living market.

They read what their phones show and press and type as a person would, through the control plane
alone. They know the product by its signs: each question and each button begins with an emoji that
is the same in every language.
"""
