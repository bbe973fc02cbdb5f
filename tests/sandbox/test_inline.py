"""Asking a bot inline, and answering once and in time."""

import asyncio

import pytest

from tests.phones import Person, Phones
from tests.sandbox.conftest import RawBot, Refusal

ARTICLE = {
    "type": "article",
    "id": "one",
    "title": "A trip",
    "input_message_content": {"message_text": "<b>From</b> here", "parse_mode": "HTML"},
}


async def _ask(person: Person, *, wait: float = 0) -> dict[str, object]:
    body = {"bot": person.phones.bot, "query": "trips", "wait": wait}
    asked: dict[str, object] = await person.phones.ask("POST", f"/people/{person.id}/inline", body)
    return asked


async def test_a_question_is_answered_with_what_would_be_sent(bot: RawBot, maya: Person) -> None:
    asking = asyncio.create_task(_ask(maya, wait=10))
    [update] = await bot.updates(timeout=5)
    query = update["inline_query"]
    assert (query["from"]["id"], query["query"]) == (maya.id, "trips")
    assert await bot("answerInlineQuery", inline_query_id=query["id"], results=[ARTICLE])
    answer = (await asking)["answer"]
    assert isinstance(answer, dict)
    [result] = answer["results"]
    assert result["text"] == "From here"
    assert result["entities"] == [{"type": "bold", "offset": 0, "length": 4}]


async def test_a_question_is_answered_once_and_in_time(
    bot: RawBot, maya: Person, phones: Phones
) -> None:
    asked = await _ask(maya)
    answer = {"inline_query_id": asked["inline_query_id"], "results": []}
    assert await bot("answerInlineQuery", **answer)
    with pytest.raises(Refusal, match="too old"):
        await bot("answerInlineQuery", **answer)
    late = await _ask(maya)
    await phones.advance(31)
    with pytest.raises(Refusal, match="too old"):
        await bot("answerInlineQuery", inline_query_id=late["inline_query_id"], results=[])


@pytest.mark.parametrize(
    ("results", "why"),
    [
        ([ARTICLE, ARTICLE], "RESULT_ID_DUPLICATE"),
        ([{**ARTICLE, "id": "x" * 65}], "RESULT_ID_INVALID"),
        ([{**ARTICLE, "id": str(n)} for n in range(51)], "RESULTS_TOO_MUCH"),
        (
            [
                {
                    **ARTICLE,
                    "input_message_content": {"message_text": "<b></b>", "parse_mode": "HTML"},
                }
            ],
            "MESSAGE_EMPTY",
        ),
        (
            [{**ARTICLE, "input_message_content": {"message_text": "<b>", "parse_mode": "HTML"}}],
            "can't parse entities",
        ),
    ],
)
async def test_results_that_could_not_be_sent_are_refused(
    bot: RawBot, maya: Person, results: list[dict[str, object]], why: str
) -> None:
    asked = await _ask(maya)
    with pytest.raises(Refusal, match=why):
        await bot("answerInlineQuery", inline_query_id=asked["inline_query_id"], results=results)
