"""The tree of expected refusals. They are named as facts and carry facts, never words.

    Refused
    ├── core.peers.service.…        what a Peer may not do now
    ├── core.cargo.…                what no trip or parcel may be
    └── one subclass beside each rule that refuses

The edge that met the Peer words the refusal: `bot/locales` holds `refused-<name>` for every
subclass, and a test walks the tree to prove it. Anything that is not a `Refused` is a bug or an
outage and is left to crash.
"""

import re
from typing import ClassVar, Self


class Refused(Exception):
    """A rule said no. `facts` are what a sentence about it may need.

    `field` names what was filled in wrongly, where one field is to blame: a form goes back to it
    and the REST API names it.
    """

    key: ClassVar[str] = "refused"
    field: str | None = None

    def __init_subclass__(cls) -> None:
        cls.key = "refused-" + re.sub(r"(?<!^)(?=[A-Z])", "-", cls.__name__).lower()

    def __init__(self, **facts: object) -> None:
        super().__init__(facts)
        self.facts = facts

    def about(self, field: str) -> Self:
        """Name the field, where the same rule holds for several."""
        self.field = field
        return self
