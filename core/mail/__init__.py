"""Letters outside of Telegram: what one is, and the ways in which it is carried.

Nothing here knows of whom or what a letter tells. `carriers` says how carrying may fail; a module
beside it speaks to one kind of server each.
"""
