"""An export is a table taken along as CSV: every row of a wish, whoever asks and from where.

It is written as it is read, so that no table is ever in memory as a whole, and nothing in it is
calculated by who opens it. That somebody took it along stands in the audit log.
"""
