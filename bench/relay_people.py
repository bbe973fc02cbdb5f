"""Couples who talk on a line, each with the line before them: for measurements of the relay."""

from collections.abc import Sequence

from sqlalchemy import delete

from bench.deals import RULES, a_deal_of, two_cities
from core.linkline.service import enter, line_of_offer
from core.outbox.models import OutboxRow
from core.peers.queries import channels_of
from core.wiring import Services

_AT_ONCE = 50


async def put_on_lines(services: Services, people: Sequence[int]) -> None:
    """Let each two who stand together have an offer, and be on its line; nothing is told of it."""
    at = services.clock()
    couples = [(str(people[i]), str(people[i + 1])) for i in range(0, len(people) - 1, 2)]
    for begin in range(0, len(couples), _AT_ONCE):
        async with services.db.begin() as session:
            places = await two_cities(session)
            for couple in couples[begin : begin + _AT_ONCE]:
                deal = await a_deal_of(session, couple, places, at=at)
                line = await line_of_offer(session, deal.carrier, deal.offer_id, rules=RULES, at=at)
                for peer in (deal.carrier, deal.requester):
                    (channel,) = await channels_of(session, peer.id)
                    await enter(session, peer, channel.id, line.id, rules=RULES, at=at)
    async with services.db.begin() as session:
        await session.execute(delete(OutboxRow))
