"""Polls as a message shows them. Nobody votes in the sandbox yet."""

import secrets

from sandbox.wire import Wire


def new_poll(question: str, options: list[str]) -> Wire:
    return {
        "id": str(secrets.randbits(60)),
        "question": question,
        "options": [
            {"persistent_id": str(index), "text": str(text), "voter_count": 0}
            for index, text in enumerate(options)
        ],
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": True,
        "members_only": False,
    }
