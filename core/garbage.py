"""How often Python looks for garbage in a process that has started.

Objects go by themselves when nobody holds them any more. The search is only for those that hold
each other, which are few here, and by Python's own settings it takes a sixth of a busy worker.
"""

import gc

_NEW_OBJECTS = 50_000
"""How many objects may come before the newest are looked at: some megabytes, instead of 700."""

_ROUNDS_BEFORE_OLDER = 20


def look_for_garbage_seldom() -> None:
    """Call once, when everything is imported: what is there by now stays, unlooked at."""
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS, _ROUNDS_BEFORE_OLDER, _ROUNDS_BEFORE_OLDER)
    gc.enable()
