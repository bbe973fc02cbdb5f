"""Of a picture nothing is kept but the picture."""

import subprocess
import sys
from io import BytesIO

import pytest
import segno
from PIL import Image

from core.pictures import NoPicture, cleaned, codes_in
from tests.pictures import a_code, a_picture, a_telling_picture


def test_what_the_camera_tells_is_gone_and_the_picture_stands_upright() -> None:
    content = a_telling_picture((64, 48))
    assert b"Carla" in content
    clean = cleaned(content)
    assert b"Carla" not in clean.jpeg
    with Image.open(BytesIO(clean.jpeg)) as seen:
        assert seen.size == (48, 64)
        assert not seen.getexif()


def test_the_same_pixels_are_the_same_picture_whatever_is_written_beside() -> None:
    plain = a_picture(kind="PNG")
    told = BytesIO()
    with Image.open(BytesIO(plain)) as picture:
        picture.save(told, "PNG", dpi=(72, 72))
    assert told.getvalue() != plain
    assert cleaned(told.getvalue()).digest == cleaned(plain).digest
    assert cleaned(a_picture("red", kind="PNG")).digest != cleaned(plain).digest


def test_a_large_picture_is_made_smaller() -> None:
    with Image.open(BytesIO(cleaned(a_picture(size=(6000, 3000))).jpeg)) as seen:
        assert seen.size == (2560, 1280)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\xff\xd8\xff broken", a_picture()[:200], a_picture(kind="GIF")],
    ids=["nothing", "a document", "broken", "half", "a kind that moves"],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(NoPicture):
        cleaned(content)


def test_a_picture_that_would_fill_the_memory_is_refused_before_it_is_drawn() -> None:
    vast = BytesIO()
    Image.new("1", (30_000, 10_000)).save(vast, "PNG")
    with pytest.raises(NoPicture):
        cleaned(vast.getvalue())


@pytest.mark.parametrize("turned", [0, 20, 90])
def test_what_a_code_in_a_photo_says_is_read(turned: int) -> None:
    assert codes_in(a_code("https://t.me/ravikc", turned=turned)) == ("https://t.me/ravikc",)


def test_a_code_upon_nothing_is_read_as_it_is_shown() -> None:
    code = BytesIO()
    segno.make("+91 98200 14375").save(code, kind="png", scale=5, light=None, border=4)
    assert codes_in(code.getvalue()) == ("+91 98200 14375",)


def test_a_code_is_read_in_a_thread_and_without_loading_its_reader_before() -> None:
    asked = (
        "import sys, core.pictures; assert 'zxingcpp' not in sys.modules;"
        "from concurrent.futures import ThreadPoolExecutor; pool = ThreadPoolExecutor(2);"
        "print(*pool.map(core.pictures.codes_in, [sys.stdin.buffer.read()] * 4))"
    )
    said = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", asked], input=a_code("ravikc"), capture_output=True, check=True
    )
    assert said.stdout.decode().strip() == " ".join(["('ravikc',)"] * 4)


@pytest.mark.parametrize(
    "content",
    [b"", b"%PDF-1.7", b"\xff\xd8\xff broken", a_code("ravikc")[:900], a_picture()],
    ids=["nothing", "a document", "broken", "half", "a picture without a code"],
)
def test_what_has_no_code_says_nothing(content: bytes) -> None:
    assert codes_in(content) == ()


def test_a_picture_that_would_fill_the_memory_is_not_searched_for_codes() -> None:
    vast = BytesIO()
    Image.new("1", (30_000, 10_000)).save(vast, "PNG")
    assert codes_in(vast.getvalue()) == ()
