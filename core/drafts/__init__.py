"""A draft is a half-filled form or an open screen of one channel; it survives restarts.

What it holds is the edge's own business and opaque here. Losing one loses no promise to anyone.
"""
