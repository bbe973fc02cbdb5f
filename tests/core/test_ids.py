"""Identifiers sort by when they were made, also within one moment."""

from datetime import timedelta
from uuid import UUID

from core.ids import new_id
from tests.conftest import NOON


def test_an_identifier_is_a_version_7_uuid_that_tells_its_moment() -> None:
    made = new_id(NOON)
    assert (made.version, made.variant) == (7, UUID(int=0x8000 << 48).variant)
    assert made.int >> 80 == int(NOON.timestamp() * 1000)


def test_identifiers_sort_as_they_were_made() -> None:
    made = [new_id(NOON) for _ in range(5000)]
    made += [new_id(NOON + timedelta(milliseconds=1)), new_id(NOON + timedelta(days=1))]
    assert made == sorted(made)
    assert len(set(made)) == len(made)
