"""Signing in, from the first question to the last. Each step owns its transactions.

Hashing a password takes a twentieth of a second and 64 MB, so it is done in a thread, two at a
time, and with no transaction open. Every try is counted, and committed, before it is judged.
"""

import asyncio
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from core.audit.service import note_act
from core.audit.states import Act
from core.db import Db
from core.operators.queries import operator_at, operator_for, operator_of_link
from core.operators.service import (
    make_recovery_codes,
    prove_with_code,
    prove_with_recovery_code,
)
from core.operators.states import LONGEST_PASSWORD, NotLetIn, Turned, check_password, plain_email
from core.sittings.models import Sitting
from core.sittings.service import (
    begin_sitting,
    complete_sitting,
    count_try,
    end_sittings_of,
    forget_tries,
)
from core.sittings.states import (
    TRIES_A_FACTOR,
    TRIES_A_NETWORK,
    TRIES_AN_EMAIL,
    Stage,
    tried_by,
)

_NOBODYS_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$mMJSdL3ThmP6Z4qKwNr91g"
    "$SbBSxG+5FPSuvFUBhZj1E4kBiLdVF1zJ7K+nKc2jAy0"
)
"""Looked at for an address that nobody has, so that it takes as long as any other."""

_AT_ONCE = 2


class Doorkeeper:
    """Lets operators in. One to a process, because he counts how many passwords he hashes."""

    def __init__(self, db: Db, *, secret: str) -> None:
        self._db = db
        self._secret = secret
        self._hasher = PasswordHasher()
        self._turns = asyncio.Semaphore(_AT_ONCE)

    async def sign_in(
        self, email: str, password: str, *, browser: str, network: str, at: datetime
    ) -> str:
        """Begin a sitting that is halfway, and answer its token.

        Refuses `NotLetIn`, in the same words and the same time whatever of the two is wrong.
        """
        email = plain_email(email)
        by_email = tried_by("email", email)
        await self._count(tried_by("network", network), most=TRIES_A_NETWORK, at=at)
        await self._count(by_email, most=TRIES_AN_EMAIL, at=at)
        async with self._db.begin() as session:
            operator = await operator_at(session, email)
        kept = operator.password_hash if operator and operator.disabled_at is None else None
        is_right = await self._verify(kept or _NOBODYS_HASH, password)
        if operator is None or kept is None or not is_right:
            raise NotLetIn(Turned.WRONG)
        renewed = await self._renewed(kept, password)
        async with self._db.begin() as session:
            operator = await operator_for(session, operator.id, lock=True)
            if operator.disabled_at is not None or operator.password_hash != kept:
                raise NotLetIn(Turned.WRONG)
            operator.password_hash = renewed
            await forget_tries(session, by_email)
            return await begin_sitting(
                session, operator, Stage.HALFWAY, browser=browser, network=network, at=at
            )

    async def come_by_link(
        self, link: str, password: str, *, browser: str, network: str, at: datetime
    ) -> str:
        """Choose a password by the link that is good once, and be halfway in."""
        await self._count(tried_by("network", network), most=TRIES_A_NETWORK, at=at)
        async with self._db.begin() as session:
            expected = await operator_of_link(session, link, at=at)
        if expected is None:
            raise NotLetIn(Turned.LINK_OVER)
        check_password(password, email=expected.email)
        hashed = await self._hash(password)
        async with self._db.begin() as session:
            operator = await operator_of_link(session, link, at=at, lock=True)
            if operator is None:
                raise NotLetIn(Turned.LINK_OVER)
            operator.password_hash = hashed
            operator.link_hash = operator.link_until = None
            act = Act.OPERATOR_PASSWORD_CHOSEN
            await note_act(session, act, operator.id, by=operator.id, at=at)
            return await begin_sitting(
                session, operator, Stage.HALFWAY, browser=browser, network=network, at=at
            )

    async def enrol(self, sitting: Sitting, code: str, *, at: datetime) -> tuple[str, list[str]]:
        """Take the first code of a telephone; answer the token and the recovery codes."""
        await self._count_factor(sitting, at=at)
        async with self._db.begin() as session:
            operator = await prove_with_code(
                session, sitting.operator_id, code, secret=self._secret, at=at
            )
            if operator.enrolled_at is not None:
                raise NotLetIn(Turned.WRONG)
            operator.enrolled_at = at
            await note_act(session, Act.OPERATOR_ENROLLED, operator.id, by=operator.id, at=at)
            codes = await make_recovery_codes(session, operator, at=at)
            await forget_tries(session, _by_factor(sitting))
            return await complete_sitting(session, sitting, at=at), codes

    async def prove(self, sitting: Sitting, code: str, *, at: datetime) -> str:
        """Take a code of the telephone, or one of those for the day it is gone."""
        await self._count_factor(sitting, at=at)
        async with self._db.begin() as session:
            operator = await operator_for(session, sitting.operator_id)
            if operator.enrolled_at is None:
                raise NotLetIn(Turned.WRONG)
            if code.strip().replace(" ", "").isdigit():
                await prove_with_code(session, operator.id, code, secret=self._secret, at=at)
            else:
                await prove_with_recovery_code(session, operator.id, code, at=at)
            await forget_tries(session, _by_factor(sitting))
            return await complete_sitting(session, sitting, at=at)

    async def prove_again(self, sitting: Sitting, code: str, *, at: datetime) -> None:
        """Take a code of his telephone of somebody who is in, before what outlasts his sitting.

        Who has come from a provider that has asked him for a second factor has none of ours.
        """
        async with self._db.begin() as session:
            operator = await operator_for(session, sitting.operator_id)
        if operator.enrolled_at is None:
            return
        await self._count_factor(sitting, at=at)
        async with self._db.begin() as session:
            await prove_with_code(session, operator.id, code, secret=self._secret, at=at)
            await forget_tries(session, _by_factor(sitting))

    async def renew_codes(self, sitting: Sitting, code: str, *, at: datetime) -> list[str]:
        """Make new recovery codes for who gives a code of his telephone."""
        await self._count_factor(sitting, at=at)
        async with self._db.begin() as session:
            operator = await prove_with_code(
                session, sitting.operator_id, code, secret=self._secret, at=at
            )
            return await make_recovery_codes(session, operator, at=at)

    async def change_password(self, sitting: Sitting, old: str, new: str, *, at: datetime) -> None:
        """Choose another password; all other sittings end."""
        await self._count_factor(sitting, at=at)
        async with self._db.begin() as session:
            operator = await operator_for(session, sitting.operator_id)
        if not await self._verify(operator.password_hash or _NOBODYS_HASH, old):
            raise NotLetIn(Turned.WRONG)
        check_password(new, email=operator.email)
        hashed = await self._hash(new)
        async with self._db.begin() as session:
            operator = await operator_for(session, sitting.operator_id, lock=True)
            operator.password_hash = hashed
            await end_sittings_of(session, operator.id, besides=sitting.id, at=at)
            act = Act.OPERATOR_PASSWORD_CHOSEN
            await note_act(session, act, operator.id, by=operator.id, at=at)

    async def _count_factor(self, sitting: Sitting, *, at: datetime) -> None:
        await self._count(_by_factor(sitting), most=TRIES_A_FACTOR, at=at)

    async def _count(self, key: str, *, most: int, at: datetime) -> None:
        async with self._db.begin() as session:
            wait = await count_try(session, key, most=most, at=at)
        if wait is not None:
            raise NotLetIn(Turned.TOO_OFTEN, wait=wait)

    async def _verify(self, kept: str, password: str) -> bool:
        """Compare with a hash; a text that is no password is as wrong as any."""
        typed = password[: LONGEST_PASSWORD + 1]
        async with self._turns:
            try:
                return await asyncio.to_thread(self._hasher.verify, kept, typed)
            except (VerificationError, InvalidHashError):
                return False

    async def _renewed(self, kept: str, password: str) -> str:
        """Hash anew what was hashed when less was asked of a hash."""
        return await self._hash(password) if self._hasher.check_needs_rehash(kept) else kept

    async def _hash(self, password: str) -> str:
        async with self._turns:
            return await asyncio.to_thread(self._hasher.hash, password)


def _by_factor(sitting: Sitting) -> str:
    return tried_by("factor", sitting.operator_id.hex)
