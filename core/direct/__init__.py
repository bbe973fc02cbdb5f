"""What passes as it is goes out directly: stored, queued and remembered, many at a time.

It is the usual case of the relay, and does nothing that the slower ways do not do.
"""
