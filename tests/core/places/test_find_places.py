"""The hard queries: what people type, and the place they mean, on the whole shipped file."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.places.queries import Found, find_places
from core.places.states import PlaceKind, pick

DELHI, MUMBAI, CAIRO = "Delhi IN", "Mumbai IN", "Cairo EG"

FIRST_HITS = {
    # any case, any marks, any spacing
    "Delhi": DELHI,
    "delhi": DELHI,
    "DELHI": DELHI,
    "  delhi  ": DELHI,
    "sao paulo": "São Paulo BR",
    "SAO-PAULO": "São Paulo BR",
    "zurich": "Zürich CH",
    "Zürich": "Zürich CH",
    "lodz": "Łódź PL",
    "istanbul": "Istanbul TR",
    "İSTANBUL": "Istanbul TR",
    "xian": "Xi\u2019an CN",
    "Xi'an": "Xi\u2019an CN",
    "saint-étienne": "Saint-Étienne FR",
    "reykjavik": "Reykjavík IS",
    "bogota": "Bogotá CO",
    "medellin": "Medellín CO",
    "malmo": "Malmö SE",
    "aarhus": "Århus DK",
    "krakow": "Kraków PL",
    # other names and old names
    "Bombay": MUMBAI,
    "Calcutta": "Kolkata IN",
    "Madras": "Chennai IN",
    "Bangalore": "Bengaluru IN",
    "Saigon": "Ho Chi Minh City VN",
    "Peking": "Beijing CN",
    "Leningrad": "Saint Petersburg RU",
    "Constantinople": "Istanbul TR",
    "Cologne": "Köln DE",
    "Munich": "Munich DE",
    "München": "Munich DE",
    "Muenchen": "Munich DE",
    "Wien": "Vienna AT",
    "Roma": "Rome IT",
    "Lisboa": "Lisbon PT",
    "Den Haag": "The Hague NL",
    "Kiev": "Kyiv UA",
    "frankfurt": "Frankfurt am Main DE",
    "new york": "New York City US",
    "nyc": "New York City US",
    "kl": "Kuala Lumpur MY",
    # every script
    "दिल्ली": DELHI,
    "नई दिल्ली": DELHI,
    "मुंबई": MUMBAI,
    "मुम्बई": MUMBAI,
    "Мумбаи": MUMBAI,
    "মুম্বই": MUMBAI,
    "கொழும்பு": "Colombo LK",
    "చెన్నై": "Chennai IN",
    "القاهرة": CAIRO,
    "دبي": "Dubai AE",
    "کراچی": "Karachi PK",
    "תל אביב": "Tel Aviv IL",
    "Москва": "Moscow RU",
    "Київ": "Kyiv UA",
    "Αθήνα": "Athens GR",
    "Երևան": "Yerevan AM",
    "თბილისი": "Tbilisi GE",
    "东京": "Tokyo JP",
    "東京": "Tokyo JP",
    "デリー": DELHI,
    "上海": "Shanghai CN",
    "서울": "Seoul KR",
    "กรุงเทพ": "Bangkok TH",
    "አዲስ አበባ": "Addis Ababa ET",
    # slips of the finger
    "dehli": DELHI,
    "dlehi": DELHI,
    "mubmai": MUMBAI,
    "mumbay": MUMBAI,
    "londn": "London GB",
    "berlni": "Berlin DE",
    "bangaloer": "Bengaluru IN",
    "istnabul": "Istanbul TR",
    "sao paolo": "São Paulo BR",
    "san fransisco": "San Francisco US",
    "saint petersbourg": "Saint Petersburg RU",
    "joahnnesburg": "Johannesburg ZA",
    "singapour": "Singapore SG",
    "мсоква": "Moscow RU",
    "القاهره": CAIRO,
    "बेंगलुरु": "Bengaluru IN",
    # not yet typed to the end
    "hydera": "Hyderabad IN",
    "johannesb": "Johannesburg ZA",
    "Санкт-Петер": "Saint Petersburg RU",
    # with a region or a country behind the name
    "Springfield, Illinois": "Springfield US",
    "springfield il": "Springfield US",
    "Portland, ME": "Portland US",
    "paris texas": "Paris US",
    "Paris, France": "Paris FR",
    "paris, frankreich": "Paris FR",
    "san jose costa rica": "San José CR",
    "San José, Costa Rica": "San José CR",
    "san jose, ca, usa": "San Jose US",
    "hyderabad pakistan": "Hyderabad PK",
    "delhi भारत": DELHI,
    "santiago de cuba": "Santiago de Cuba CU",
    "valencia españa": "Valencia ES",
    "birmingham, england": "Birmingham GB",
    "London, Ontario": "London CA",
    # without its region it is still found
    "delhi, nowhere at all": DELHI,
    # airports by name
    "heathrow": "London Heathrow Airport GB",
    "heathrow airport": "London Heathrow Airport GB",
    "heathro airport": "London Heathrow Airport GB",
    "schiphol": "Amsterdam Airport Schiphol NL",
    "indira gandhi international": "Indira Gandhi International Airport IN",
    "charles de gaulle": "Charles de Gaulle International Airport FR",
}


def name_of(found: Found) -> str:
    return f"{found.place.name} {found.place.country}"


@pytest.mark.parametrize(("text", "first"), FIRST_HITS.items(), ids=FIRST_HITS.keys())
async def test_people_find_the_place_they_mean(
    session: AsyncSession, text: str, first: str
) -> None:
    found = await find_places(session, text)
    assert [name_of(one) for one in found][:1] == [first]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("Springfield, Illinois", "Illinois"),
        ("Springfield, MO", "Missouri"),
        ("portland or", "Oregon"),
        ("Portland, Maine", "Maine"),
    ],
)
async def test_a_region_behind_the_name_chooses_among_namesakes(
    session: AsyncSession, text: str, region: str
) -> None:
    found = await find_places(session, text)
    assert {one.place.region for one in found if one.place.kind is PlaceKind.CITY} == {region}
    assert pick(found) is not None


@pytest.mark.parametrize("code", ["DEL", "BOM", "LHR", "JFK", "GOA", "DXB", "SHA"])
async def test_three_capitals_mean_an_airport(session: AsyncSession, code: str) -> None:
    sure = pick(await find_places(session, code))
    assert sure is not None
    assert (sure.place.kind, sure.place.code) == (PlaceKind.AIRPORT, code)


@pytest.mark.parametrize(("code", "members"), [("NYC", "JFK LGA EWR"), ("LON", "LHR LGW LCY")])
async def test_a_metro_code_means_all_airports_of_a_city(
    session: AsyncSession, code: str, members: str
) -> None:
    sure = pick(await find_places(session, code))
    assert sure is not None
    assert sure.place.kind is PlaceKind.METRO
    for member in members.split():
        airport = (await find_places(session, member))[0].place
        assert airport.metro_code == sure.place.code


@pytest.mark.parametrize("text", ["del", "lon", "par", "goa", "nyc"])
async def test_lower_case_means_a_city_first(session: AsyncSession, text: str) -> None:
    found = await find_places(session, text)
    assert found[0].place.kind is PlaceKind.CITY


@pytest.mark.parametrize(
    "text", ["Delhi", "Mumbai", "Paris", "Москва", "दिल्ली", "東京", "Cologne", "new york", "Rome"]
)
async def test_what_is_sure_is_picked(session: AsyncSession, text: str) -> None:
    found = await find_places(session, text)
    assert pick(found) is found[0]


@pytest.mark.parametrize(
    "text",
    [
        *("Springfield", "San José", "Santiago", "Hyderabad", "London", "Valencia", "Birmingham"),
        *("New Delhi", "Victoria", "Suzhou", "san", "mum", "dlehi", "karchi", "laos"),
    ],
)
async def test_what_is_not_sure_is_asked(session: AsyncSession, text: str) -> None:
    found = await find_places(session, text)
    assert len(found) > 1
    assert pick(found) is None


@pytest.mark.parametrize(
    "text", ["", " ", "🙂", "???", ",", "zxqvwzxqvw", "'; DROP TABLE place --"]
)
async def test_what_says_nothing_finds_nothing(session: AsyncSession, text: str) -> None:
    assert await find_places(session, text) == []


async def test_a_very_long_text_is_no_place(session: AsyncSession) -> None:
    assert await find_places(session, "delhi " * 2_000) == []


async def test_a_country_hint_lifts_its_namesakes(session: AsyncSession) -> None:
    plain = await find_places(session, "Valencia")
    hinted = await find_places(session, "Valencia", country_hint="ES")
    assert name_of(plain[0]) == "Valencia VE"
    assert name_of(hinted[0]) == "Valencia ES"


async def test_a_hint_does_not_hide_a_great_city(session: AsyncSession) -> None:
    found = await find_places(session, "Delhi", country_hint="US")
    assert name_of(found[0]) == DELHI


async def test_a_point_nearby_lifts_its_namesakes(session: AsyncSession) -> None:
    chicago = (41.88, -87.63)
    found = await find_places(session, "Springfield", near=chicago)
    assert found[0].place.region == "Illinois"


async def test_no_place_is_listed_twice_and_the_limit_holds(session: AsyncSession) -> None:
    found = await find_places(session, "san", limit=5)
    assert len({one.place.id for one in found}) == 5


async def test_a_slip_shows_no_small_place_beside_a_great_one(session: AsyncSession) -> None:
    found = await find_places(session, "Delih")
    assert {one.place.name for one in found} == {"Delhi"}


async def test_of_an_airport_and_a_city_that_are_called_the_same_the_city_comes_first(
    session: AsyncSession,
) -> None:
    found = await find_places(session, "rochester")
    assert found[0].place.kind is PlaceKind.CITY
    assert "Rochester Airport" in {one.place.name for one in found}


async def test_an_abbreviated_name_is_asked_about_like_the_whole_one(session: AsyncSession) -> None:
    for text in ("St. Petersburg", "Saint Petersburg"):
        found = await find_places(session, text)
        assert [name_of(one) for one in found][:2] == ["Saint Petersburg RU", "St. Petersburg US"]
        assert pick(found) is None
