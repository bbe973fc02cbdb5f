"""Entities Telegram finds by itself: commands, mentions, tags, addresses, phone numbers."""

import re

from sandbox.text.utf16 import units
from sandbox.wire import Wire

WORTH_LOOKING = re.compile(r"[/@#$]|\w\.\w|\d{5}|\+\d")
TOP_LEVEL = (
    "com|org|net|io|me|dev|app|info|biz|chat|test|link|shop|store|online|site|club|xyz|tel|tv|cc|gg|ly"
    "|eu|de|uk|es|fr|it|nl|be|at|ch|se|no|dk|fi|pt|gr|cz|sk|hu|ro|bg|pl|ua|by|ru|su|tr|ge|am|az|kz|uz|il"
    "|in|pk|bd|lk|np|cn|hk|tw|jp|kr|vn|th|ph|id|my|sg|au|nz|us|ca|mx|br|ar|cl|pe|ve|co|ai|ae|sa|ir|eg|ma"
    "|ng|ke|gh|za"
)

# In the order of who wins where two would overlap.
PATTERNS = (
    ("url", re.compile(r"(?:https?|tg|ftp)://[^\s<>\"«»]+[^\s<>\"«».,;:!?')\]]", re.IGNORECASE)),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-zA-Z]{2,24}(?![\w-])")),
    (
        "url",
        re.compile(
            rf"(?<![\w@.$#/-])(?:[a-z0-9-]+\.)+(?:{TOP_LEVEL})(?![\w-])"
            r"(?::\d{1,5})?(?:/[^\s<>\"«»]*[^\s<>\"«».,;:!?')\]])?",
            re.IGNORECASE,
        ),
    ),
    (
        "bot_command",
        re.compile(r"(?<![\w/@<>])/[a-zA-Z0-9_]{1,64}(?:@[a-zA-Z0-9_]{3,32})?(?![\w/])"),
    ),
    ("mention", re.compile(r"(?<![\w@])@(?:[a-zA-Z0-9_]{4,32}|gif|vid|pic)(?!\w)")),
    ("hashtag", re.compile(r"(?<!\w)#(?=\w*[^\W\d])\w{1,256}")),
    ("cashtag", re.compile(r"(?<!\w)\$[A-Z]{3,8}(?!\w)")),
    ("phone_number", re.compile(r"(?<![\w+])\+\d[\d\s().-]{5,18}\d(?!\w)")),
)
NOTHING_WITHIN = frozenset(
    {"code", "pre", "text_link", "text_mention", "url", "email", "mention", "custom_emoji"}
)


def found_entities(text: str, marked: list[Wire]) -> list[Wire]:
    """Find what is not marked already."""
    if not WORTH_LOOKING.search(text):
        return []
    taken = [
        (entity["offset"], entity["offset"] + entity["length"])
        for entity in marked
        if entity["type"] in NOTHING_WITHIN
    ]
    found: list[Wire] = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(text):
            start = units(text[: match.start()])
            end = start + units(match[0])
            if any(start < e and s < end for s, e in taken):
                continue
            taken.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return found
