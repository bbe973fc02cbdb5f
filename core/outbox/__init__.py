"""What a person must be told: a row in the same transaction as the change it tells of.

A row is a call, worded already because it answers the person who is reading, or a notice: a key and
facts, worded in the receiver's language when it is sent. Rows of one chat go out in order. Nothing
here speaks to anyone; one sender does.
"""
