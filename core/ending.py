"""Ending a task for good, also when its end does not go smoothly."""

import asyncio


def end_if_asked() -> None:
    """Raise `CancelledError` once somebody has asked this task to end.

    A cancelled call may end well all the same, or raise an error of the database while it is
    undone, in place of the cancellation. A loop that lives on after any error asks here, or it
    would live on for ever.
    """
    task = asyncio.current_task()
    if task is not None and task.cancelling():
        raise asyncio.CancelledError
