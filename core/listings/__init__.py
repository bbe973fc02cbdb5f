"""A listing is a table as an operator reads it: searched, filtered, sorted, and a page at a time.

It only reads, and never for long. A page costs the same wherever it is, because it begins behind a
row and not after so many; how many there are is counted up to a limit and estimated beyond.
"""
