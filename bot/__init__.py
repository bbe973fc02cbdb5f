"""Telegram: words and buttons. Thin: a handler parses, makes one call to `core`, and speaks."""

from bot.unbuilt import import_unbuilt

import_unbuilt()
