"""An enclosure is a file that goes with a message: what it shows, and nothing of who has made it.

It is kept with what was said, and dropped with it. No file is kept or sent on as it came.
"""
