"""Pictures, films, sounds and stickers on a line: each arrives as what it is, and as no more."""

from typing import Any

import pytest

from tests.bot.bargaining import Pair
from tests.bot.lines import HEAD, said
from tests.phones import Json, Person, words

pytestmark = pytest.mark.fresh_db


async def sent(person: Person, kind: str, **facts: Any) -> Json:
    return (await person.send(kind, files=[{"sample": "green", **facts}], caption="Look"))[0]


async def heard_as(person: Person, kind: str) -> Json:
    return await person.hears(lambda message: kind in message)


def file_of(message: Json, kind: str) -> str:
    medium = message[kind][-1] if isinstance(message[kind], list) else message[kind]
    return str(medium["file_unique_id"])


@pytest.mark.parametrize("kind", ["video", "animation", "voice"])
async def test_what_was_filmed_or_recorded_arrives_with_its_caption(paid: Pair, kind: str) -> None:
    mine = await sent(paid.ravi, kind)
    heard = await heard_as(paid.carla, kind)
    assert file_of(heard, kind) == file_of(mine, kind)
    assert said(heard) == "Look"
    assert "Ravi" not in str({**heard, "chat": None})


async def test_a_photo_keeps_its_cover_and_the_place_of_its_caption(paid: Pair) -> None:
    hidden = {"has_media_spoiler": True, "show_caption_above_media": True}
    mine = await paid.ravi.photo("red", caption="Guess", fields=hidden)
    heard = await heard_as(paid.carla, "photo")
    assert file_of(heard, "photo") == file_of(mine, "photo")
    assert heard["has_media_spoiler"]
    assert heard["show_caption_above_media"]


async def test_of_a_live_photo_only_the_picture_passes(paid: Pair) -> None:
    mine = await sent(paid.ravi, "live_photo")
    heard = await heard_as(paid.carla, "photo")
    assert "live_photo" not in heard
    assert file_of(heard, "photo") == file_of(mine, "photo")


async def test_a_film_of_a_face_names_its_sender_on_a_button_and_he_is_told_once(
    talking: Pair,
) -> None:
    for _ in range(2):
        await sent(talking.ravi, "video_note")
        heard = await heard_as(talking.carla, "video_note")
        assert HEAD not in words(heard)
        assert "Answer" in str(heard["reply_markup"])
    told = [
        one for one in await talking.ravi.messages() if "A face tells who you are" in words(one)
    ]
    assert len(told) == 1


async def test_whoever_speaks_is_told_once_that_a_voice_tells_who_he_is(talking: Pair) -> None:
    for _ in range(2):
        await sent(talking.ravi, "voice")
        await heard_as(talking.carla, "voice")
    await talking.ravi.text("Heard?")
    await talking.carla.hears("Heard?")
    told = [one for one in await talking.ravi.messages() if "A voice tells who" in words(one)]
    assert len(told) == 1


@pytest.mark.parametrize("kind", ["voice", "video_note"])
async def test_who_takes_no_voices_gets_none_and_the_writer_is_asked_to_type(
    talking: Pair, kind: str
) -> None:
    carla = talking.carla
    await carla.phones.ask("PATCH", f"/people/{carla.id}", {"forbids_voice": True})
    await sent(talking.ravi, kind)
    await talking.ravi.hears("does not take voice and video messages")
    await talking.ravi.text("Then I type")
    await carla.hears("Then I type")
    assert not [one for one in await carla.messages() if kind in one]


async def test_of_a_sticker_only_what_it_means_passes(talking: Pair) -> None:
    await talking.ravi.sticker("🥳", set_name="ravis_own_pack")
    heard = await talking.carla.hears("🥳")
    assert "ravis_own_pack" not in str(heard)
    assert "sticker" not in heard


async def test_a_sticker_without_a_meaning_is_refused_with_words(talking: Pair) -> None:
    sticker = {"sticker": {"file_id": "s", "file_unique_id": "s", "type": "regular",
               "width": 512, "height": 512, "is_animated": False, "is_video": False}}  # fmt: skip
    await talking.ravi.raw(**sticker)
    await talking.ravi.hears("This sticker could show who made it")


async def test_an_album_of_pictures_and_films_stays_one_with_each_ones_words(paid: Pair) -> None:
    film = {"sample": "blue", "media": "video"}
    await paid.ravi.album("red", film, caption="Both sides")
    await paid.carla.hears("Both sides")
    mine = [one for one in await paid.carla.messages() if "media_group_id" in one]
    assert [next(kind for kind in ("photo", "video") if kind in one) for one in mine] == [
        "photo", "video",
    ]  # fmt: skip
    assert len({one["media_group_id"] for one in mine}) == 1
    assert all("reply_markup" not in one for one in mine)


async def test_what_may_have_arrived_twice_says_so_below_its_words(paid: Pair) -> None:
    await paid.ravi.phones.fault("drop_after", method="sendVideo", count=1)
    bold = {"type": "bold", "offset": 0, "length": 4}
    await paid.ravi.send("video", files=[{"sample": "a"}], caption="Look", entities=[bold])
    heard = await paid.carla.hears("Sent again")
    assert said(heard).startswith("Look\n\n")
    looks = [one for one in heard["caption_entities"] if one["type"] == "bold"]
    assert [one["length"] for one in looks][1:] == [4]


async def test_an_album_that_may_have_arrived_twice_says_so_once(paid: Pair) -> None:
    await paid.ravi.phones.fault("drop_after", method="sendMediaGroup", count=1)
    await paid.ravi.album("red", "green", caption="Both sides")
    await paid.carla.hears("Sent again")
    again = [one for one in await paid.carla.messages() if "Sent again" in words(one)]
    assert len(again) == 1
