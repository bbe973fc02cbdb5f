"""What has happened, kept for good: the log that operators and analysts read.

It is written from events alone and only grows: the database itself refuses to change or remove an
entry. It is laid down by month, and only whole old months can be dropped. Ids, no personal data.
"""
