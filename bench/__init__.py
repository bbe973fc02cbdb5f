"""Measurements of the product, each with its rival in the same run. Never a test that is timed.

`python -m bench` lists them. A measurement is a file with one function that answers figures, and a
line in `registry`. The product is reached as its users reach it: by its command and by URL.
"""
