"""The names of all screens. They lie in drafts: renaming one sends whoever is there to the menu."""

from aiogram.fsm.state import State, StatesGroup


class LanguageScreens(StatesGroup):
    choose = State()


class RulesScreens(StatesGroup):
    read = State()


class HomeScreens(StatesGroup):
    ask = State()
    choose = State()


class CurrencyScreens(StatesGroup):
    ask = State()


class MenuScreens(StatesGroup):
    main = State()
    parcels = State()
    trips = State()
    matches = State()
    quests = State()


class ProfileScreens(StatesGroup):
    show = State()


class TrustScreens(StatesGroup):
    demand = State()
    blocked = State()
    one = State()


class PrivacyScreens(StatesGroup):
    show = State()
    forget = State()


class ReachScreens(StatesGroup):
    show = State()
    mail = State()
    phone = State()
    code = State()


class TokenScreens(StatesGroup):
    show = State()
    name = State()
    scope = State()
    one = State()
    revoke = State()


class ChatScreens(StatesGroup):
    show = State()


class HelpScreens(StatesGroup):
    topics = State()
    topic = State()
    found = State()
    article = State()
    commands = State()
    person = State()


class PhotoScreens(StatesGroup):
    send = State()


class TripScreens(StatesGroup):
    start = State()
    start_choose = State()
    end = State()
    end_choose = State()
    mode = State()
    day = State()
    clock = State()
    arrival = State()
    room = State()
    categories = State()
    detour = State()
    price = State()
    note = State()
    weekly = State()
    review = State()
    posted = State()


class ParcelScreens(StatesGroup):
    start = State()
    start_choose = State()
    end = State()
    end_choose = State()
    items = State()
    prohibited = State()
    category = State()
    weight = State()
    size = State()
    photos = State()
    ready = State()
    deadline = State()
    reward = State()
    recipient = State()
    duty = State()
    note = State()
    review = State()
    posted = State()


class CardScreens(StatesGroup):
    trip = State()
    trip_cancel = State()
    parcel = State()
    parcel_cancel = State()


class SearchScreens(StatesGroup):
    start = State()
    start_choose = State()
    end = State()
    end_choose = State()
    day = State()
    found = State()


class AlertScreens(StatesGroup):
    show = State()
    start = State()
    start_choose = State()
    end = State()
    end_choose = State()


class PriceScreens(StatesGroup):
    ask = State()


class CodeScreens(StatesGroup):
    ask = State()


class RatingScreens(StatesGroup):
    ask = State()


class ProblemScreens(StatesGroup):
    kind = State()
    tell = State()


class FittingScreens(StatesGroup):
    trips = State()
    trip = State()
    parcels = State()
    parcel = State()
    price = State()


AT_REST = frozenset(
    {
        *MenuScreens.__states__,
        *(TripScreens.posted, ParcelScreens.posted, CardScreens.trip, CardScreens.parcel),
        *(SearchScreens.found, ChatScreens.show, AlertScreens.show),
        *(ProfileScreens.show, PrivacyScreens.show, TokenScreens.show),
    }
)
"""Where nothing is asked: what somebody writes there is meant for a person, if he talks to one."""
