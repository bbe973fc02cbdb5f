"""A QuestPhoto is what a Carrier's camera saw: at the pick-up what is inside, later where it went.

No picture is ever taken twice, whoever sends it, for whatever quest. It is wished for first, and
kept when it was fetched from Telegram and drawn anew; nobody sees one that is not kept.
"""
