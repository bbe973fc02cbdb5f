"""The leak guard looks for contacts in what two strangers write before a quest is paid.

It finds and masks; whether a message is held, and what its writer is told, is LinkLine's. It never
changes a message by itself, keeps nothing, and knows neither who writes nor to whom.
"""
