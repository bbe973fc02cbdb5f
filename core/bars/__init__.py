"""Bars: who is suspended or banned and asks to be forgotten, is so when he returns.

Kept is a mark of his account number that only our key makes, and what was decided, as long as that
lasts. Nothing leads from there to the nameless row that stays for others' records.
"""
