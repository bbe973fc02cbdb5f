"""A quest of which one side complains: it stands still until it is solved, or a person decides.

While it is disputed no money moves and no deadline of the quest runs. What is decided is carried
out when it is final, once.
"""
