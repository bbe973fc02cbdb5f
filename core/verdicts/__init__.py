"""A person decides who gets what of a quest that is disputed, and it is carried out when final.

Nothing is decided before both sides were heard or had their time, and no money moves before both
agree, the time to appeal is over, or the one appeal was decided.
"""
