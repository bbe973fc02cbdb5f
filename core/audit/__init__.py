"""What has happened, kept for good: the log that operators and analysts read.

It is written from events and by what operators do, and only grows: the database itself refuses to
change or remove an entry. It is laid down by month, and only whole old months can be dropped. Ids
and codes, no personal data; the only words are an operator's reason for what he has done.
"""
