"""Ending when told to, although a library ate the message."""

import asyncio


def heed_cancellation() -> None:
    """Raise `CancelledError` in a task that was told to end and still runs.

    Before Python 3.12 `asyncio.wait_for` forgets a cancellation that comes as its wait ends, and
    redis-py sends every command through it. Before 3.13 a task group forgets one that comes as a
    child of it fails. A loop around either asks here, or nobody can stop it.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
