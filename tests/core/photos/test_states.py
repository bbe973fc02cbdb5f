"""What makes a picture a proof."""

import re
from datetime import date, timedelta
from uuid import UUID

import pytest

from core.photos.states import (
    PhotoTooLarge,
    PhotoWasForwarded,
    Shot,
    check_shot,
    day_word,
)
from core.pictures import MOST_BYTES

QUEST = UUID("01936d5e-0000-7000-8000-000000000000")
DAY = date(2026, 11, 30)


def test_a_forwarded_picture_and_one_that_is_too_large_are_no_proof() -> None:
    with pytest.raises(PhotoWasForwarded):
        check_shot(Shot("id", "unique", 1000, is_forwarded=True))
    with pytest.raises(PhotoTooLarge):
        check_shot(Shot("id", "unique", MOST_BYTES + 1, is_forwarded=False))
    check_shot(Shot("id", "unique", MOST_BYTES, is_forwarded=False))


def test_the_word_is_the_same_all_day_and_another_on_another_day_or_for_another_quest() -> None:
    word = day_word(QUEST, DAY)
    assert re.fullmatch(r"[A-Z]{4}-\d\d", word)
    assert day_word(QUEST, DAY) == word
    assert day_word(QUEST, DAY + timedelta(days=1)) != word
    assert day_word(UUID(int=1), DAY) != word
