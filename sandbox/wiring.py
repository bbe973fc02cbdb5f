"""The composition root: everything that lives as long as the program, built in one place."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from sandbox.botapi.schema import Schema, telegrams_schema
from sandbox.clock import Clock
from sandbox.events import EventLog
from sandbox.faults import Faults
from sandbox.limits import LimitRules, Limits
from sandbox.requests import RequestLog
from sandbox.stripe.wiring import Stripe, build_stripe
from sandbox.updates.post_office import PostOffice
from sandbox.world.files import FileShelf
from sandbox.world.store import NullStore, SqliteStore, Store
from sandbox.world.world import World


@dataclass(frozen=True, slots=True)
class Sandbox:
    clock: Clock
    store: Store
    world: World
    files: FileShelf
    events: EventLog
    post_office: PostOffice
    limits: Limits
    faults: Faults
    requests: RequestLog
    schema: Schema
    stripe: Stripe
    check_answers: bool
    """Hold every answer against the description too; a wrong one becomes a 500."""
    links: Mapping[str, str]
    """Addresses that the page shows in its bar, by their names."""


def build_sandbox(
    *,
    folder: Path | None = None,
    with_limits: bool = True,
    check_answers: bool = False,
    links: Mapping[str, str] = MappingProxyType({}),
) -> Sandbox:
    clock = Clock()
    store: Store = NullStore()
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        store = SqliteStore(folder / "sandbox.sqlite")
    world = World(store)
    events = EventLog(clock)
    return Sandbox(
        clock=clock,
        store=store,
        world=world,
        files=FileShelf(store, folder / "files" if folder else None),
        events=events,
        post_office=PostOffice(world, clock, store, events),
        limits=Limits(LimitRules(enabled=with_limits)),
        faults=Faults(),
        requests=RequestLog(),
        schema=telegrams_schema(),
        stripe=build_stripe(clock, store),
        check_answers=check_answers,
        links=links,
    )
