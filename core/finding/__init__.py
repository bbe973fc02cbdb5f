"""Finding is the one box into which an operator puts whatever he has: an id, or a name.

It only says what there is and what it is called; whoever may not see people finds none by name.
"""
