"""The product on embedded servers of its own, against a sandbox."""

import tempfile
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from uuid import UUID

from bench.town import TOKEN
from core.outbox.service import Call, Calls
from core.outbox.states import Urgency
from core.peers.service import meet
from core.peers.states import ChannelKind
from core.places.service import load_places
from core.schema import upgrade_schema
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_services


@asynccontextmanager
async def services_for(api_base: str, **more: object) -> AsyncIterator[Services]:
    """Open services on empty embedded servers, against a sandbox; `more` are settings."""
    with tempfile.TemporaryDirectory(prefix="peercargo-bench-") as made:
        settings = Settings(
            cargo_env=CargoEnv.TEST,
            cargo_data_dir=Path(made),
            telegram_bot_token=TOKEN,
            telegram_api_base=api_base,
            **more,  # type: ignore[arg-type]  # pydantic checks them
        )
        async with open_services(settings) as services:
            await upgrade_schema(services.db)
            async with services.db.begin() as session:
                await load_places(session, at=services.clock())
            yield services


async def know(services: Services, people: Sequence[int]) -> list[UUID]:
    """Let the product know people, as if each had written to it; answer their channels."""
    channels = []
    async with services.db.begin() as session:
        for person in people:
            _, channel = await meet(
                session,
                kind=ChannelKind.TELEGRAM,
                address=str(person),
                name=None,
                language_tag="en",
                at=services.clock(),
            )
            channels.append(channel.id)
    return channels


async def queue_words(
    services: Services, channels: Sequence[UUID], *, urgency: Urgency, rounds: int = 1
) -> int:
    """Queue a word for each channel, round after round; answer how many."""
    async with services.db.begin() as session:
        calls = Calls(session)
        for number in range(rounds):
            for channel_id in channels:
                word = Call(channel_id, "sendMessage", {"text": f"Word {number}"}, urgency=urgency)
                await calls.say(word)
        await calls.write(at=services.clock())
    return rounds * len(channels)
