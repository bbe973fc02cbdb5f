"""How long a sitting lasts, and how often one may try to begin one. Pure."""

import hashlib
import re
import secrets
from datetime import datetime, timedelta
from enum import StrEnum

IDLE = timedelta(hours=1)
LONGEST = timedelta(hours=12)
HALFWAY = timedelta(minutes=10)
"""For the second question, and for enrolling a telephone."""

SEEN_IS_NOTED_EVERY = timedelta(minutes=1)
WINDOW = timedelta(minutes=15)
TRIES_AN_EMAIL, TRIES_A_NETWORK, TRIES_A_FACTOR = 10, 60, 6
"""In one window. Six guesses among 10^6 codes, 3 of which are right, succeed in one of 55,000."""

_TOKEN_BYTES = 32
_LONGEST_BROWSER = 80


class Stage(StrEnum):
    HALFWAY = "halfway"
    FULL = "full"


def new_token() -> str:
    return secrets.token_urlsafe(_TOKEN_BYTES)


def good_until(stage: Stage, *, made_at: datetime, seen_at: datetime) -> datetime:
    """Tell when a sitting is over if nothing more is heard of it."""
    if stage is Stage.HALFWAY:
        return made_at + HALFWAY
    return min(made_at + LONGEST, seen_at + IDLE)


def tried_by(kind: str, text: str) -> str:
    """Give the key under which tries are counted; of an address nothing can be read in it."""
    return f"{kind}:{hashlib.sha256(text.encode()).hexdigest()[:32]}"


def named_browser(agent: str) -> str:
    """Say in few words what a browser says of itself, so that its owner knows it again."""
    browser = next((name for name, sign in _BROWSERS if re.search(sign, agent)), "")
    system = next((name for name, sign in _SYSTEMS if re.search(sign, agent)), "")
    return " on ".join(one for one in (browser, system) if one)[:_LONGEST_BROWSER]


_BROWSERS = (
    ("Edge", r"Edg/"),
    ("Opera", r"OPR/"),
    ("Firefox", r"Firefox/"),
    ("Chrome", r"Chrom(e|ium)/"),
    ("Safari", r"Safari/"),
)
_SYSTEMS = (
    ("Android", r"Android"),
    ("iPhone", r"iPhone"),
    ("iPad", r"iPad"),
    ("Windows", r"Windows"),
    ("macOS", r"Mac OS X"),
    ("Linux", r"Linux|X11"),
)
