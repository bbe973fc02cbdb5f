"""A keystroke says that somebody is writing right now. It is lost without harm.

It travels by Redis alone, is stored nowhere, and is never a reason to wait for anything.
"""
