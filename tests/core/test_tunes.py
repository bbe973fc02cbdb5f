"""Of an MP3 its sound is kept, and no tag."""

import pytest

from core.tunes import NoTune, cleaned_tune
from tests.enclosed import a_pdf, an_mp3
from tests.pictures import a_picture


def test_only_the_sound_stays() -> None:
    cleaned = cleaned_tune(an_mp3())
    assert b"Ravi" not in cleaned
    assert len(cleaned) == 20 * 417
    assert cleaned_tune(cleaned) == cleaned


@pytest.mark.parametrize("content", [b"", b"\xff\xfb", a_picture(), a_pdf(), an_mp3(frames=4)])
def test_other_files_are_no_tunes(content: bytes) -> None:
    with pytest.raises(NoTune):
        cleaned_tune(content)


def test_a_file_that_is_mostly_something_else_is_no_tune() -> None:
    with pytest.raises(NoTune):
        cleaned_tune(an_mp3() + b"MZ" * 10_000)
