"""Reading Stripe's balance and the events that have not reached us. Nothing is held open."""

from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

import stripe
import structlog

from core.clock import Clock
from core.db import Db
from core.inbox.flows import keep_all
from core.inbox.states import InboxSource
from core.outbox.service import tell_operators
from core.payments.states import NotAnAmount, from_stripe
from core.reconciliation.queries import currencies_booked, first_payment_at, read_through
from core.reconciliation.service import (
    check_books,
    check_currency,
    claim_turn,
    keep_rows,
    note_read,
    suspend,
)
from core.reconciliation.states import OVERLAP, Finding, FindingKind, Row, read_row
from core.sightings.service import told_by
from core.sightings.states import names_in

_A_DAY, _AN_HOUR = timedelta(days=1), timedelta(hours=1)
_PAGE = 100
_READABLE = timedelta(days=29)
"""Stripe shows events for 30 days."""

_FRESH = timedelta(minutes=10)
"""Events younger than this may be on their way to us yet."""

LookInto = Callable[[dict[str, Any]], Awaitable[None]]
"""Looks at what an event would be about, and takes over how it stands."""

log = structlog.get_logger(__name__)


class Reconciler:
    """`look_into` is the cashier's; what differs is told in the chat of the `operators`."""

    def __init__(
        self,
        db: Db,
        client: stripe.StripeClient,
        look_into: LookInto,
        *,
        clock: Clock,
        operators: int | None = None,
    ) -> None:
        self._db = db
        self._v1 = client.v1
        self._look_into = look_into
        self._clock = clock
        self._operators = operators

    async def run_if_due(self) -> bool:
        """Do it once a day, whichever process comes first; what failed is tried an hour later.

        Raises `stripe.StripeError`.
        """
        at = self._clock()
        async with self._db.begin() as session:
            done_at = await read_through(session, "books")
            if done_at is not None and done_at > at - _A_DAY:
                return False
            if not await claim_turn(session, "books-begun", before=at - _AN_HOUR, at=at):
                return False
        await self.run()
        return True

    async def run(self) -> list[Finding]:
        """Hold our books against Stripe's, and report. Raises `stripe.StripeError`."""
        found: list[Finding] = []
        rows = 0
        there = await self._there()
        async with self._db.begin() as session:
            currencies = sorted({*there, *await currencies_booked(session)})
        for currency in currencies:
            found_here, count = await self._read(currency)
            found += found_here
            rows += count
            async with self._db.begin() as session:
                found += await check_currency(
                    session, currency, there=there.get(currency, 0), at=self._clock()
                )
        async with self._db.begin() as session:
            found += await check_books(session, at=self._clock())
            await note_read(session, "books", self._clock())
        for one in found:
            log.error("books_differ", kind=one.kind.value, what=one.what)
        await self._report(found, rows=rows)
        return found

    async def _there(self) -> dict[str, int]:
        """Add up what there is at Stripe, by currency, in our minor units."""
        balance = (await self._v1.balance.retrieve_async()).to_dict()
        there: Counter[str] = Counter()
        for one in (*balance["available"], *balance["pending"]):
            # A sum with no coin of ours is reported by its rows.
            with suppress(NotAnAmount):
                money = from_stripe(one["amount"], one["currency"])
                there[money.currency] += money.minor
        return dict(there)

    async def _read(self, currency: str) -> tuple[list[Finding], int]:
        """Read the rows of one currency since last time, and bring our books to them."""
        name, at = f"balance:{currency}", self._clock()
        async with self._db.begin() as session:
            # What the account has done before our first payment is none of our books.
            through = await read_through(session, name) or await first_payment_at(session) or at
        found: list[Finding] = []
        count = 0
        async for page in self._pages(currency, since=through - OVERLAP):
            rows = [read_row(one) for one in page]
            odd = [one["id"] for one, row in zip(page, rows, strict=True) if row is None]
            found += [Finding(FindingKind.ODD, one) for one in odd]
            found += await self._match([row for row in rows if row is not None])
            count += len(rows)
        async with self._db.begin() as session:
            await note_read(session, name, at)
        return found, count

    async def _pages(
        self, currency: str, *, since: datetime
    ) -> AsyncIterator[list[dict[str, Any]]]:
        wish: Any = {
            "currency": currency.lower(),
            "created": {"gte": int(since.timestamp())},
            "limit": _PAGE,
        }
        while True:
            page = await self._v1.balance_transactions.list_async(wish)
            rows = [one.to_dict() for one in page.data]
            yield rows
            if not page.has_more:
                return
            wish = {**wish, "starting_after": rows[-1]["id"]}

    async def _match(self, rows: list[Row]) -> list[Finding]:
        """Look at what our books do not say before it is suspended: they may lag behind."""
        async with self._db.begin() as session:
            unknown = await keep_rows(session, rows, at=self._clock())
        found = []
        for row in unknown:
            await self._look_at_source(row)
            async with self._db.begin() as session:
                finding = await suspend(session, row, at=self._clock())
            if finding is not None:
                found.append(finding)
        return found

    async def _look_at_source(self, row: Row) -> None:
        """Have looked at what a row came from, where that can be asked for by its id."""
        v1, source = self._v1, row.source or ""
        fetches: dict[str, Any] = {
            "ch": v1.charges.retrieve_async,
            "py": v1.charges.retrieve_async,
            "re": v1.refunds.retrieve_async,
            "tr": v1.transfers.retrieve_async,
            "dp": v1.disputes.retrieve_async,
            "du": v1.disputes.retrieve_async,
        }
        fetch = fetches.get(source.partition("_")[0])
        if fetch is None:
            return
        names = names_in((await fetch(source)).to_dict())
        if names is not None:
            await self._look_into(names)

    async def hear_missed(self) -> int:
        """Keep the events that Stripe could not deliver, as if they had come; answer how many.

        Raises `stripe.StripeError`.
        """
        at = self._clock()
        async with self._db.begin() as session:
            through = await read_through(session, "events") or at - _READABLE
        wish: Any = {
            "delivery_success": False,
            "created": {"gte": int(through.timestamp())},
            "limit": _PAGE,
        }
        page = await self._v1.events.list_async(wish)
        told = [
            told_by(one.to_dict(), request_id="missed") async for one in page.auto_paging_iter()
        ]
        missed = [one for one in told if one is not None]
        await keep_all(self._db, InboxSource.STRIPE, missed, at=at)
        async with self._db.begin() as session:
            await note_read(session, "events", at - _FRESH)
        return len(missed)

    async def _report(self, found: list[Finding], *, rows: int) -> None:
        if self._operators is None:
            return
        counts = Counter(one.kind for one in found)
        facts = {kind.value: counts[kind] for kind in FindingKind}
        facts |= {"rows": rows, "found": len(found)}
        async with self._db.begin() as session:
            at = self._clock()
            await tell_operators(session, str(self._operators), "operators-books", facts, at=at)
