"""A scene is all that must be known of a line before something is said on it, read at once.

It says how things stand, and neither changes nor locks anything.
"""
