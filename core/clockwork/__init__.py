"""Work that returns by the clock, each time once, however many processes there are.

A time of a job is a slot. Taking the slot and doing the work are one transaction, so a job that
fails or is killed leaves its slot for the next one who looks. What fell due while nobody ran is
made up for. Like a handler of events, a job changes rows and calls nothing outside.
"""
