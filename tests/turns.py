"""Which tests one worker does in one turn: those that begin whole products of several processes.

They come first, so that at the end of a run no core waits for the other. It goes by files, and not
by the marks of pytest-xdist: its 3.8 writes them where pytest 9.2 does not look, and none counts.
"""

from fnmatch import fnmatch

from xdist.scheduler import LoadScopeScheduling

_TURNS = {"chaos": "tests/chaos/*", "demo": "tests/test_*"}


def turn_of(test: str) -> str:
    """Give the turn that a test is done in; most have one of their own."""
    file = test.partition("::")[0]
    return next((turn for turn, files in _TURNS.items() if fnmatch(file, files)), test)


class Turns(LoadScopeScheduling):  # type: ignore[misc]  # it is untyped
    """The turns with most tests come first."""

    def _split_scope(self, nodeid: str) -> str:
        return turn_of(nodeid)
