"""A reaction is what one side thinks of a message, in one emoji.

It says nothing else: nothing that leads anywhere can be one.
"""
