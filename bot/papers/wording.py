"""What stands on each paper, in the reader's words."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from bot.words import Words
from core.facts import LocalTime, Weight
from core.handover.states import ProvedBy
from core.money import Money
from core.offers.states import Side
from core.papers.states import Contents, CustomsPaper, QuestPaper
from core.parcels.states import Item

if TYPE_CHECKING:
    from bot.papers.sheet import Sheet


def draw_receipt(paper: QuestPaper, words: Words, *, at: datetime) -> bytes:
    """Draw what a Requester has paid, or what a Carrier has earned."""
    if paper.sums is None:
        raise ValueError("nothing was paid")
    sums, is_payer = paper.sums, paper.side is Side.REQUESTER
    sheet = _begun("receipt" if is_payer else "earnings", paper, words, at=at)
    _tell(sheet, words, "agreed", paper.agreed_at)
    _tell(sheet, words, "paid-at", paper.paid_at)
    _tell(sheet, words, "handed-over", paper.delivered_at)
    sheet.heading(words.plain("paper-money"))
    if is_payer:
        _tell(sheet, words, "price", sums.price)
        _tell(sheet, words, "fee", sums.fee)
        _tell(sheet, words, "total", sums.total)
        _tell(sheet, words, "back", sums.back if sums.back.minor else None)
        sheet.note(words.plain("paper-note-receipt"))
    else:
        _tell(sheet, words, "price", sums.price)
        _tell(sheet, words, "kept", sums.kept)
        sent = words.plain("paper-sent", {"is_sent": int(sums.is_sent)})
        _tell(sheet, words, "payout", sent)
        sheet.note(words.plain("paper-note-earnings"))
    return sheet.pdf()


def draw_proof(
    paper: QuestPaper, words: Words, pictures: Mapping[str, bytes], *, at: datetime
) -> bytes:
    """Draw what was inside, who has looked, and how the parcel changed hands."""
    sheet = _begun("proof" if paper.delivered_at else "record", paper, words, at=at)
    _tell(sheet, words, "agreed", paper.agreed_at)
    _tell(sheet, words, "paid-at", paper.paid_at)
    _tell(sheet, words, "looked-carrier", paper.looked_at.get(Side.CARRIER))
    _tell(sheet, words, "looked-requester", paper.looked_at.get(Side.REQUESTER))
    _tell(sheet, words, "picked-up", paper.picked_up_at)
    _tell(sheet, words, "handed-over", paper.delivered_at)
    if paper.proved_by is not None:
        is_photo = int(paper.proved_by is ProvedBy.PHOTO)
        _tell(sheet, words, "proved-by", words.plain("paper-proved-by", {"is_photo": is_photo}))
    sheet.heading(words.plain("paper-contents"))
    _tell_contents(sheet, words, paper.contents)
    there = [one for one in paper.photos if one.key in pictures]
    if there:
        sheet.heading(words.plain("paper-photos"))
        sheet.photos(
            [
                (
                    pictures[one.key],
                    words.plain(
                        "paper-photo", {"kind": one.kind.value, "at": one.at, "word": one.word}
                    ),
                )
                for one in there
            ]
        )
    sheet.note(words.plain("paper-note-proof"))
    return sheet.pdf()


def draw_customs(paper: CustomsPaper, words: Words, *, at: datetime) -> bytes:
    """Draw what is in all the parcels of one trip, for whoever asks at a border."""
    subtitle = words.plain("paper-trip", _trip_facts(paper))
    sheet = _sheet("customs", subtitle, words, at=at)
    for number, (reference, contents) in enumerate(paper.parcels, start=1):
        facts = {
            "number": number,
            "reference": reference,
            "from": contents.start,
            "to": contents.end,
        }
        sheet.heading(words.plain("paper-parcel", facts))
        _tell_contents(sheet, words, contents)
        _tell(sheet, words, "duty", words.plain("paper-duty", {"duty": _duty(contents)}))
        _tell(sheet, words, "declared", contents.declared_at)
    sheet.heading(words.plain("paper-totals"))
    for label, value in _totals(paper, words):
        sheet.fact(label, value)
    sheet.note(words.plain("paper-note-customs"))
    return sheet.pdf()


def customs_text(paper: CustomsPaper, words: Words, *, most: int) -> str:
    """Say the same in a message of at most so many UTF-16 units, as far as they go."""
    blocks = [words.html("customs-head", _trip_facts(paper))]
    for number, (reference, contents) in enumerate(paper.parcels, start=1):
        facts = {
            "number": number,
            "reference": reference,
            "from": contents.start,
            "to": contents.end,
            "items": "\n".join(_item_line(one, words) for one in contents.items),
            "weight": contents.weight,
            "value": contents.value,
            "duty": _duty(contents),
        }
        blocks.append(words.html("customs-parcel", facts))
    tail = "\n".join(f"{label}: {value}" for label, value in _totals(paper, words))
    rest = words.html("customs-tail", {"totals": tail})
    more = words.html("customs-more")
    text = ""
    for place, block in enumerate(blocks):
        ending = "" if place == len(blocks) - 1 else f"\n\n{more}"
        if _units(f"{text}\n\n{block}{ending}\n\n{rest}") > most:
            text += f"\n\n{more}"
            break
        text = f"{text}\n\n{block}" if text else block
    return f"{text}\n\n{rest}"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _item_line(item: Item, words: Words) -> str:
    facts = {"title": item.title, "count": item.quantity, "value": item.value}
    return words.plain("parcel-item", facts)


def _begun(title: str, paper: QuestPaper, words: Words, *, at: datetime) -> "Sheet":
    facts = {
        "reference": paper.reference,
        "from": paper.contents.start,
        "to": paper.contents.end,
    }
    return _sheet(title, words.plain("paper-quest", facts), words, at=at)


def _sheet(title: str, subtitle: str, words: Words, *, at: datetime) -> "Sheet":
    # What draws takes a tenth of the memory of a process, which many never need.
    from bot.papers.sheet import Sheet  # noqa: PLC0415

    named = words.plain("paper-title", {"title": title})
    return Sheet(named, subtitle, language=words.language, at=at)


def _tell(
    sheet: "Sheet", words: Words, label: str, value: str | Money | datetime | LocalTime | None
) -> None:
    """Write a fact, if there is one."""
    if value is not None:
        sheet.fact(words.plain("paper-label", {"label": label}), _told(value, words))


def _told(value: str | Money | datetime | LocalTime, words: Words) -> str:
    """Word a value; a paper is read far away and years later, so a moment has year and zone."""
    match value:
        case str():
            return value
        case LocalTime(at, zone):
            facts = {"at": at, "zone": ZoneInfo(zone)}
            return replace(words, time_zone=zone).plain("paper-moment", facts)
        case datetime():
            return _told(LocalTime(value, words.time_zone), words)
        case _:
            return words.plain("paper-value", {"value": value})


def _tell_contents(sheet: "Sheet", words: Words, contents: Contents) -> None:
    head = [
        words.plain("paper-column", {"column": column}) for column in ("thing", "pieces", "each")
    ]
    rows = [
        (one.title, str(one.quantity), words.plain("paper-value", {"value": one.value}))
        for one in contents.items
    ]
    sheet.table(head, rows)
    _tell(sheet, words, "kind", words.plain(f"category-{contents.category}"))
    _tell(sheet, words, "weight", words.plain("paper-value", {"value": contents.weight}))
    _tell(sheet, words, "value", contents.value)


def _trip_facts(paper: CustomsPaper) -> dict[str, object]:
    return {"from": paper.start, "to": paper.end, "departs": paper.departs}


def _duty(contents: Contents) -> str:
    return contents.duty_payer.value if contents.duty_payer else "none"


def _totals(paper: CustomsPaper, words: Words) -> Sequence[tuple[str, str]]:
    values: defaultdict[str, int] = defaultdict(int)
    for _, contents in paper.parcels:
        values[contents.value.currency] += contents.value.minor
    pieces = sum(item.quantity for _, contents in paper.parcels for item in contents.items)
    weight = Weight(sum(contents.weight.grams for _, contents in paper.parcels))
    told: list[tuple[str, object]] = [
        ("parcels", len(paper.parcels)),
        ("pieces", pieces),
        ("weight", weight),
        *(("value", Money(minor, currency)) for currency, minor in sorted(values.items())),
    ]
    return [
        (
            words.plain("paper-label", {"label": label}),
            words.plain("paper-value", {"value": value}),
        )
        for label, value in told
    ]
