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


class PrivacyScreens(StatesGroup):
    show = State()
    forget = State()


class HelpScreens(StatesGroup):
    topics = State()
    topic = State()
