"""A link needs more than a full stop without a space."""

import pytest

from core.disguises.states import read, spelled
from core.weblinks.states import emails_in, links_in


@pytest.mark.parametrize(
    "text",
    [
        *(
            "ok.see you",
            "fine.me too",
            "yes.so what",
            "gracias.nos vemos",
            "it is done.in the morning",
        ),
        *("booking.com", "see https://www.amazon.in/dp/B0CX", "goo.gl/maps/x1", "status.dhl.com"),
        *("list.pdf", "Node.js", "e.g. this", "U.S.A.", "version 2.14.1", "a dot in the middle"),
        *("nos vemos en el punto de encuentro", "3 kg @ 500 per kg", "meet @ gate.in time"),
    ],
)
def test_what_is_no_link_passes(text: str) -> None:
    reading = spelled(read(text))
    assert not links_in(reading)
    assert not emails_in(reading)


@pytest.mark.parametrize(
    "text",
    [
        *("ravik.dev", "see my site ravik.in", "northfield-prints.co.uk", "t . me / ravik"),
        *("ravik dot in", "hxxps://ravik[.]dev", "google.com.ravik.net", "docs.google.com/d/1a2B"),
        *("booking.com.ravik.xyz", "amazon.com@ravik.net/x"),
    ],
)
def test_what_leads_to_a_stranger_is_a_link(text: str) -> None:
    reading = spelled(read(text))
    assert links_in(reading) or emails_in(reading)
