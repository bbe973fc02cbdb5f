"""The bots' door: a request is parsed, held against Telegram's description, acted on, answered.

Nothing here knows how a person acts, and no bot library is imported.
"""
