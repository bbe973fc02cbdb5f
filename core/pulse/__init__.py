"""The pulse of the service: when a worker was last alive, and when there was none for a while.

What is measured in a person's time must not run out while nobody could answer him.
"""
