"""Guesses and transitions, pure."""

from datetime import date

import pytest

from core.money import Money, currency_of, tender
from core.peers.states import (
    RULES_VERSION,
    Joining,
    JoiningStep,
    Language,
    PeerEvent,
    PeerState,
    WrongMoment,
    after,
    guess_country,
    guess_currency,
    guess_language,
)

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("tag", "language"),
    [
        ("es", Language.SPANISH),
        ("es-MX", Language.SPANISH),
        ("hi_IN", Language.HINDI),
        ("fr", Language.ENGLISH),
        ("", Language.ENGLISH),
        (None, Language.ENGLISH),
        ("ESTONIAN", Language.ENGLISH),
    ],
)
def test_the_language_is_guessed_from_the_tag(tag: str | None, language: Language) -> None:
    assert guess_language(tag) is language


@pytest.mark.parametrize(
    ("tag", "country"),
    [
        ("hi", "IN"),
        ("en", "US"),
        ("en-GB", "GB"),
        ("pt-br", "BR"),
        ("zh-hans", "CN"),
        ("es-419", "ES"),
        ("klingon", None),
        (None, None),
    ],
)
def test_the_country_is_named_or_the_likely_one(tag: str | None, country: str | None) -> None:
    assert guess_country(tag) == country


def test_money_is_guessed_from_home() -> None:
    assert guess_currency("IN", on=TODAY) == "INR"
    assert guess_currency("HR", on=TODAY) == "EUR"
    assert guess_currency(None, on=TODAY) == "EUR"
    assert currency_of("HR", date(2020, 1, 1)) == "HRK"


def test_only_money_of_today_is_tender() -> None:
    assert {"EUR", "INR", "JPY", "KWD"} <= tender(TODAY)
    assert not {"DEM", "XXX", "XAU"} & tender(TODAY)


@pytest.mark.parametrize(
    ("money", "amount"),
    [(Money(1250, "EUR"), "12.50"), (Money(1250, "JPY"), "1250"), (Money(1250, "KWD"), "1.250")],
)
def test_minor_units_have_the_decimals_of_their_currency(money: Money, amount: str) -> None:
    assert str(money.amount()) == amount


def test_the_steps_of_joining_come_in_order_and_end() -> None:
    done: dict[str, object] = {
        "is_language_chosen": False,
        "agreed_rules": None,
        "has_home": False,
        "is_currency_chosen": False,
    }
    answers = [
        (JoiningStep.LANGUAGE, "is_language_chosen", True),
        (JoiningStep.RULES, "agreed_rules", RULES_VERSION),
        (JoiningStep.HOME, "has_home", True),
        (JoiningStep.CURRENCY, "is_currency_chosen", True),
    ]
    for step, name, answer in answers:
        assert Joining(**done).next_step() is step  # type: ignore[arg-type]  # a table of answers
        done[name] = answer
    assert Joining(**done).next_step() is None  # type: ignore[arg-type]  # a table of answers


def test_new_rules_are_asked_about_again() -> None:
    joined = Joining(
        is_language_chosen=True, agreed_rules="1999-01", has_home=True, is_currency_chosen=True
    )
    assert joined.next_step() is JoiningStep.RULES


def test_the_forgotten_stay_forgotten() -> None:
    assert after(PeerState.JOINING, PeerEvent.JOIN) is PeerState.ACTIVE
    for event in PeerEvent:
        with pytest.raises(WrongMoment):
            after(PeerState.FORGOTTEN, event)
