"""How disguises of words are taken off."""
