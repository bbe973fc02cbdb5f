"""Text as Telegram counts it: UTF-16 offsets, parse modes, entities. Pure functions."""
