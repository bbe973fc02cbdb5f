"""Interventions: what an operator does about a quest, and who else has agreed to it.

Each calls what a button of the bot or the clock calls, has a reason, and stands in the audit log.
Where more than a certain sum is at stake, no money moves before a second operator has agreed, and
nobody agrees with himself.
"""
