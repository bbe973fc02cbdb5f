"""The card of a quest in words, and the buttons below it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle

from bot.deeds import QuestDeed, QuestPress
from bot.notices.card import Button, Rows, card_call, cut
from bot.notices.talk import talk_button
from bot.notices.timeline import timeline
from bot.words import Words
from core.complaints.states import ComplaintState
from core.handover.states import ProvedBy
from core.offers.states import Side
from core.quests.states import ENDED, QuestState

Facts = Mapping[str, Any]


def word_quest(facts: Facts, words: Words) -> tuple[str, dict[str, Any]]:
    """Give the call that shows or changes the card, without its chat."""
    agreed = ["notice-quest", "quest-route", "quest-meets", "quest-items", "quest-price"]
    if _photos(facts):
        agreed += ["quest-photos"]
    then = [_state_key(facts)]
    shown = {
        **facts,
        "items": cut(facts["items"]),
        "has_link": int(facts["link"] is not None),
        "said": cut(facts["said"]),
        "has_said": int(bool(facts["said"])),
        "has_why": int(bool(facts["why"])),
        "problem": words.plain("problem", {"problem": facts["problem"]}),
    }
    said = [[words.html(key, shown) for key in keys] for keys in (agreed, then)]
    paragraphs = [said[0], timeline(facts, words), said[1]]
    return card_call(facts, paragraphs, card_rows(facts, words))


def _photos(facts: Facts) -> int:
    return int(facts.get("pickup_photos", 0) + facts.get("dropoff_photos", 0))


def _state_key(facts: Facts) -> str:
    # Cards that were written before this was known are still worded.
    if facts.get("is_charged_back"):
        return "quest-state-charged-back"
    if facts["state"] == QuestState.ACCEPTED and facts.get("is_closing"):
        return "quest-state-closing"
    if facts["state"] == QuestState.LAPSED and not facts.get("had_link", 1):
        return "quest-state-lapsed-without-link"
    is_delivered = facts["state"] == QuestState.DELIVERED
    if is_delivered and facts["is_waiting"] and facts.get("proved_by") == ProvedBy.PHOTO:
        return "quest-state-delivered-by-photo"
    return f"quest-state-{facts['state'].replace('_', '-')}"


def card_rows(facts: Facts, words: Words) -> Rows:
    """Give the buttons that a card has as things stand; none when there is nothing to do."""
    further = [
        (_button(key, deed, facts, words),) for fact, key, deed in _FURTHER if facts.get(fact)
    ]
    photos = [(_button("quest-show-photos", QuestDeed.PHOTOS, facts, words),)]
    papers = [(_button("quest-papers", QuestDeed.PAPERS, facts, words),)]
    return (
        *_next_rows(facts, words),
        *(
            []
            if facts["state"] in ENDED
            else [(_button("quest-chat", QuestDeed.CHAT, facts, words),)]
        ),
        *(photos if _photos(facts) else []),
        *(papers if _papers(facts) else []),
        *further,
        *([(talk_button(words, quest_id=UUID(facts["id"])),)] if _is_trouble(facts) else []),
    )


_TROUBLED = frozenset({QuestState.DISPUTED, QuestState.RESOLVED})


def _is_trouble(facts: Facts) -> bool:
    """Tell whether somebody may want a person here: something went another way than it should."""
    went_wrong = any(facts.get(one) for one in ("is_locked", "is_given_up", "is_charged_back"))
    is_without_link = facts["state"] == QuestState.LAPSED and not facts.get("had_link", 1)
    return facts["state"] in _TROUBLED or went_wrong or is_without_link


_FURTHER = (
    ("may_rate", "quest-rate", QuestDeed.RATE),
    ("needs_account", "quest-payout", QuestDeed.PAYOUT),
    ("may_complain", "quest-complain", QuestDeed.COMPLAIN),
)
"""What may be done beside what comes next: the fact that allows it, the words and the deed."""


def _next_rows(facts: Facts, words: Words) -> list[tuple[Button, ...]]:
    """Give the buttons by which a quest goes on from where it stands."""
    is_requester = facts["side"] == Side.REQUESTER
    cancel = _button("quest-cancel", QuestDeed.CANCEL, facts, words)
    rows: list[tuple[Button, ...]] = []
    match facts["state"]:
        case QuestState.ACCEPTED:
            if is_requester and facts["link"] is not None:
                label = words.plain("quest-pay", facts)
                rows = [(Button(label, url=facts["link"], style=ButtonStyle.SUCCESS),)]
            rows += [(cancel,)]
        case QuestState.FUNDED:
            if facts["looks"] != "mine":
                rows = [(_button("quest-look", QuestDeed.LOOK, facts, words, is_next=True),)]
            if not is_requester:
                rows += [(_button("quest-photo-pickup", QuestDeed.PICKUP_PHOTO, facts, words),)]
            rows += [(cancel,)]
        case QuestState.PICKED_UP if not facts["is_locked"]:
            rows = [(_code_button(facts, words),)]
            if not is_requester:
                rows += _photo_rows(facts, words)
        case QuestState.DELIVERED if is_requester and facts["is_waiting"]:
            rows = [(_button("quest-release", QuestDeed.RELEASE, facts, words),)]
        case QuestState.DISPUTED:
            rows = _disputed_rows(facts, words)
        case _:
            pass
    return rows


def _disputed_rows(facts: Facts, words: Words) -> list[tuple[Button, ...]]:
    """Give the buttons while it is disputed: who has not answered does that next."""
    case = _button("quest-case", QuestDeed.CASE, facts, words)
    if facts["complaint"] == ComplaintState.DECIDED:
        agree = _button("quest-agree", QuestDeed.AGREE, facts, words, is_next=True)
        appeal = _button("quest-appeal", QuestDeed.APPEAL, facts, words)
        firsts: list[tuple[Button, ...]] = [] if facts["agrees"] else [(agree,)]
        return [*firsts, (case,)] if facts["was_appealed"] else [*firsts, (appeal,), (case,)]
    is_next = not facts["is_mine"] and not facts["has_answered"]
    say = _button("quest-say", QuestDeed.SAY, facts, words, is_next=is_next)
    rows: list[tuple[Button, ...]] = [(say, case)]
    if facts["complaint"] == ComplaintState.OPEN:
        if facts["is_carried"] and not facts["is_locked"]:
            rows += [(_code_button(facts, words),)]
        if facts["is_mine"]:
            rows += [(_button("quest-withdraw", QuestDeed.WITHDRAW, facts, words),)]
    return rows


def _code_button(facts: Facts, words: Words) -> Button:
    """Make the button by which the code is shown on one side, and given on the other."""
    if facts["side"] == Side.REQUESTER:
        return _button("quest-show-code", QuestDeed.SHOW_CODE, facts, words, is_next=True)
    return _button("quest-enter-code", QuestDeed.ENTER_CODE, facts, words, is_next=True)


def _photo_rows(facts: Facts, words: Words) -> tuple[tuple[Button, ...], ...]:
    """Give the way to hand over without a code: a photo first, then the word."""
    take = _button("quest-photo-dropoff", QuestDeed.DROPOFF_PHOTO, facts, words)
    vouch = _button("quest-vouch", QuestDeed.VOUCH, facts, words)
    return ((take,), (vouch,)) if facts["dropoff_photos"] else ((take,),)


def _button(
    key: str, deed: QuestDeed, facts: Facts, words: Words, *, is_next: bool = False
) -> Button:
    """Make a button of a card; one step is the next."""
    press = QuestPress(deed=deed, id=UUID(facts["id"]))
    style = ButtonStyle.SUCCESS if is_next else None
    return Button(words.plain(key, facts), press.pack(), style=style)


def cancel_rows(facts: Facts, words: Words, *, back_minor: int) -> Rows:
    """Give the button that cancels at the cost that was read, and the one that does not."""
    quest_id = UUID(facts["id"])
    sure = Button(
        words.plain("quest-cancel-sure"),
        QuestPress(deed=QuestDeed.CANCEL_SURELY, id=quest_id, minor=back_minor).pack(),
        style=ButtonStyle.DANGER,
    )
    back = Button(words.plain("quest-keep"), QuestPress(deed=QuestDeed.BACK, id=quest_id).pack())
    return ((sure,), (back,))


def withdraw_rows(facts: Facts, words: Words) -> Rows:
    """Give the button that takes a complaint back, and the one that does not."""
    sure = _button("quest-withdraw-sure", QuestDeed.WITHDRAW_SURELY, facts, words, is_next=True)
    return ((sure,), (_button("quest-not-solved", QuestDeed.BACK, facts, words),))


def vouch_rows(facts: Facts, words: Words) -> Rows:
    """Give the button by which a Carrier says that he has handed over, and the one back."""
    sure = _button("quest-vouch-sure", QuestDeed.VOUCH_SURELY, facts, words, is_next=True)
    return ((sure,), (_button("quest-not-yet", QuestDeed.BACK, facts, words),))


def paper_rows(facts: Facts, words: Words) -> Rows:
    """Give the papers that there are, and the way back to the other buttons."""
    papers = [(_button(key, deed, facts, words),) for key, deed in _papers(facts)]
    return (*papers, (_button("button-back", QuestDeed.BACK, facts, words),))


_SHOWN_AS_CARRIED = frozenset(
    {QuestState.PICKED_UP, QuestState.DELIVERED, QuestState.SETTLED, QuestState.RESOLVED}
)


def _papers(facts: Facts) -> list[tuple[str, QuestDeed]]:
    """Name the papers that have something to say on this side."""
    is_payer = facts["side"] == Side.REQUESTER and facts["is_paid"]
    is_carried = facts["state"] in _SHOWN_AS_CARRIED or facts.get("is_carried")
    return [
        *([("quest-receipt", QuestDeed.RECEIPT)] if is_payer or facts["has_kept"] else []),
        *([("quest-proof", QuestDeed.PROOF)] if is_carried else []),
    ]


def release_rows(facts: Facts, words: Words) -> Rows:
    """Give the button that releases the money before its time, and the one that does not."""
    sure = _button("quest-release-sure", QuestDeed.RELEASE_SURELY, facts, words, is_next=True)
    return ((sure,), (_button("quest-wait", QuestDeed.BACK, facts, words),))
