"""The relay carries what one side of a line says to the other, and keeps it in step.

It is rebuilt from what is allowed, and stored before it is sent. Nothing is ever forwarded or
copied as it came, and nothing here knows Telegram: a file is a text by which the channel finds it.
"""
