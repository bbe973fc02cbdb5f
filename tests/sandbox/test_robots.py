"""What robots plan, and what they make of what they see."""

from dataclasses import replace
from datetime import date
from random import Random  # noqa: TID251  (the same dice in every run)
from typing import Any

import pytest

from sandbox.robots.bargaining import Deed, Price, amount_in, answer, prices_in
from sandbox.robots.chatting import Talks
from sandbox.robots.plans import Plan, Way, plan
from sandbox.robots.reading import Answer, Press, Type, react

TODAY = date(2026, 11, 24)
PLAN = Plan(
    "Ada",
    "en",
    "Berlin",
    Way("Berlin", "Hamburg", "car"),
    "/trip Berlin Hamburg 2026-12-12 18:00 10kg car",
    "1 novel 15",
)
FOR_CARRIER = "📦 A parcel\n\n💶 €10.00 for you\n\n⏳ Would you?"
FOR_REQUESTER = "🧳 A Carrier\n\n💶 €11.00 · you had promised €10.00\n\n⏳ Is this right?"


def dice(seed: int = 7) -> Random:
    return Random(seed)  # noqa: S311  (robots keep no secret)


def screen(text: str, *buttons: str) -> dict[str, Any]:
    rows = [[{"text": label, "callback_data": label}] for label in buttons]
    return {"message_id": 1, "text": text, "reply_markup": {"inline_keyboard": rows}}


def test_the_same_dice_think_up_the_same_robots() -> None:
    def crowd() -> list[Plan]:
        thrown = dice()
        return [plan(thrown, today=TODAY) for _ in range(50)]

    assert crowd() == crowd()
    assert {one.line.split()[0] for one in crowd()} == {"/trip", "/send"}


@pytest.mark.parametrize(
    ("seen", "act"),
    [
        (screen("👋 Welcome", "English", "Español"), Press(0, 0)),
        (screen("🏠 Where is home? 📎", "Delhi"), Type("Berlin")),
        (screen("🧭 Peer-Cargo", "📦 DropParcels"), Type(PLAN.line)),
        (screen("🧳 New · 1 / 7\n\n🛫 Where from? 📎", "\u2039 Back"), Type("Berlin")),
        (screen("🧳 New · 2 / 7\n\n🛬 Where to?", "📍 Rome", "\u2039 Back"), Type("Hamburg")),
        (screen("📦 New · 3 / 11\n🧾 What is inside?", "\u2039 Back"), Type("1 novel 15")),
        (screen("🧾 Inside", "✖️ novel", "✅ Done", "\u2039 Back"), Press(1, 0)),
        (screen("🧳 Does this look right?", "🛫 From", "✅ Post", "🗑 Throw"), Press(1, 0)),
        ({"text": "✅ Your trip is posted"}, None),
    ],
)
def test_a_robot_joins_and_posts_screen_by_screen(seen: dict[str, Any], act: object) -> None:
    assert react(seen, PLAN, Talks(), dice(), has_posted=False) == act


def test_a_robot_that_has_posted_leaves_the_menu_alone() -> None:
    seen = screen("🧭 Peer-Cargo", "📦 DropParcels")
    assert react(seen, PLAN, Talks(), dice(), has_posted=True) is None


def test_robots_take_bargain_decline_and_forget() -> None:
    first, below = ("✅ Take €10.00", "💬 Other price"), ("🙅 Not for me", "💬 Ask a question")
    rows = [[{"text": one, "callback_data": one} for one in row] for row in (first, below)]
    card = {"text": FOR_CARRIER, "reply_markup": {"inline_keyboard": rows}}
    acts = {react(card, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(50)}
    assert acts == {Press(0, 0), Press(0, 1), Press(1, 0), None}


def test_who_has_no_price_left_to_propose_takes_and_does_not_ask_instead() -> None:
    labels = ("✅ Take €10.00", "🙅 Not for me", "💬 Ask a question")
    rows = [[{"text": label, "callback_data": label}] for label in labels]
    card = {"text": FOR_CARRIER, "reply_markup": {"inline_keyboard": rows}}
    acts = [react(card, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(400)]
    assert acts.count(Press(0, 0)) > 240
    assert Press(2, 0) not in acts


def test_a_card_that_waits_for_the_other_side_is_left_alone() -> None:
    card = screen("🧳 A Carrier\n💶 €10.00\n💬 is on the table", "↩️ Take back", "🔎 Look")
    assert {react(card, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(50)} == {None}


@pytest.mark.parametrize(
    ("text", "acts"),
    [(FOR_CARRIER, {Press(1, 0), Press(2, 0)}), (FOR_REQUESTER, {Press(0, 0)})],
)
def test_a_carrier_asks_for_more_and_a_requester_for_less(text: str, acts: set[Press]) -> None:
    card = screen(text, "€9.00", "€11.50", "€12.00", "✏️ Type a price", "\u2039 Back")
    assert {react(card, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(50)} == acts


def test_any_reason_is_given_but_never_the_way_back() -> None:
    card = screen(FOR_CARRIER, "💶 The price", "🤷 Something else", "\u2039 Back")
    acts = {react(card, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(50)}
    assert acts == {Press(0, 0), Press(1, 0)}


def test_offers_that_come_without_a_card_are_looked_at() -> None:
    digest = screen("🤝 3 offers wait for you.", "🤝 Show them")
    tab = screen("🤝 Matches\n\n3 wait.", "⏳ €9 · A → B", "👉 €8 · A → B", "\u2039 Back")
    assert react(digest, PLAN, Talks(), dice(), has_posted=True) == Press(0, 0)
    assert react(tab, PLAN, Talks(), dice(), has_posted=True) == Press(1, 0)


@pytest.mark.parametrize(
    ("line", "price"),
    [
        ("💶 €10.00 for you, as promised", Price(1000, 1000)),
        ("💶 11,50\u00a0€ para ti · al principio: 1.010,00\u00a0€", Price(1150, 101_000)),
        ("💶 आपके लिए €12 · पहले: €1,010.50", Price(1200, 101_050)),
    ],
)
def test_prices_are_read_as_each_language_writes_them(line: str, price: Price) -> None:
    assert prices_in(line) == price


def test_a_button_without_a_number_names_no_price() -> None:
    assert amount_in("🙅 Yes, not for me") is None


def test_who_bargains_answers_the_more_gladly_the_nearer_the_price_is() -> None:
    def taken(price: Price, *, is_carrier: bool) -> int:
        answers = [answer(price, dice(seed), is_carrier=is_carrier) for seed in range(400)]
        assert Deed.FORGET not in answers
        return answers.count(Deed.TAKE)

    dear, fair = Price(1500, 1000), Price(1050, 1000)
    assert taken(dear, is_carrier=False) < taken(fair, is_carrier=False)
    assert taken(Price(950, 1000), is_carrier=True) < taken(dear, is_carrier=True)


QUEST = screen("🚚 You carry a parcel\n\n💶 €10.00", "💬 Chat", "🛑 Call it off")
CHAT = {
    **screen("💬 Kestrel-7, the Requester\n📦 A → B\n\n✍️ What you write goes there", "🚪 Leave"),
    "message_id": 2,
}


def test_some_of_those_who_agreed_say_hello_once() -> None:
    pressed = [react(QUEST, PLAN, Talks(), dice(seed), has_posted=True) for seed in range(200)]
    assert 60 < pressed.count(Press(0, 0)) < 140
    talks = Talks()
    acts = [react(QUEST, PLAN, talks, dice(seed), has_posted=True) for seed in range(50)]
    assert acts.count(Press(0, 0)) <= 1
    greeted = [react(CHAT, PLAN, talks, dice(), has_posted=True) for _ in range(2)]
    assert isinstance(greeted[0], Type | None)
    assert greeted[1] is None


def test_a_question_is_answered_in_ones_own_language() -> None:
    said = {"text": "🪶 Kestrel-7\nWhen shall we meet?", "message_id": 5}
    plan_in = {one: replace(PLAN, language=one) for one in ("en", "es", "hi")}
    texts = {
        one: react(said, spoken, Talks(), dice(), has_posted=True)
        for one, spoken in plan_in.items()
    }
    assert all(isinstance(one, Answer) for one in texts.values())
    assert len(set(texts.values())) == 3


def test_two_robots_come_to_an_end() -> None:
    talks = Talks()
    said = [
        react(
            {"text": "🪶 Kestrel-7\nAnd you?", "message_id": number},
            PLAN,
            talks,
            dice(number),
            has_posted=True,
        )
        for number in range(1, 30)
    ]
    assert sum(isinstance(one, Answer) for one in said) == 8


def test_who_has_not_posted_chats_with_nobody() -> None:
    said = {"text": "🪶 Kestrel-7\nWhen shall we meet?", "message_id": 5}
    assert react(said, PLAN, Talks(), dice(), has_posted=False) is None
