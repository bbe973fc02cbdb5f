"""What a tree of processes takes in memory."""

import psutil

_MEGABYTE = 1 << 20


def tree_megabytes(pid: int) -> float:
    """Sum over a process and all below it.

    Proportional set size where the kernel tells it: a page that several processes share counts
    once. Resident set size elsewhere, which counts it for each.
    """
    root = psutil.Process(pid)
    tree = [root, *root.children(recursive=True)]
    try:
        taken = [int(one.memory_full_info().pss) for one in tree]
    except (AttributeError, psutil.AccessDenied):
        taken = [int(one.memory_info().rss) for one in tree]
    return sum(taken) / _MEGABYTE
