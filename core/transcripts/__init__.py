"""A transcript is what was said on a line that has ended: kept for disputes, and then dropped.

It is dropped a week at a time, with the files that went with it, and nothing of it can be brought
back. What is said on a line that is live, or opens again, is never touched.
"""
