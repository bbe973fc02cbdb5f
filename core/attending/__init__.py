"""Attending is having a ticket before one's eyes: who else reads it, and who writes an answer.

It lies in Redis for some seconds and is told to our own people alone. Without Redis nobody is
warned, and an answer that was overtaken is stopped all the same.
"""
