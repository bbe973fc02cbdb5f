"""A weblink is an address on the web or of a mailbox, however it is spelled.

Shops, carriers, airlines and maps that everybody knows are no contact; `data/words.tsv` names them.
"""
