"""An unmasking is an operator's looking up who somebody on a LinkLine is, for a reason that stays.

Whoever reads what was said reads pseudonyms. Nobody learns a name without leaving his own, and why;
neither can be changed or removed afterwards.
"""
