"""A disguise is the way a word is written so that a program does not see it and a person does.

Here it is taken off: what comes out is for comparing, and is never shown or sent to anybody.
"""
