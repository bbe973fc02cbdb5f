"""Signing in by a provider's word, from leaving to sitting down. Each owns its transactions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from core.access import Access, SecondFactor
from core.db import Db
from core.operators.models import Operator
from core.operators.states import NotLetIn, Turned
from core.providers.flows import Provider
from core.providers.states import Doubt, NotVouchedFor, Vouched, derived
from core.signons.service import begin_sign_on, operator_vouched_for, take_sign_on
from core.sittings.service import begin_sitting, count_try
from core.sittings.states import TRIES_A_NETWORK, Stage, tried_by


@dataclass(frozen=True, slots=True)
class Arrived:
    """Who sits here now, by which token, how far, and where he wanted to go."""

    operator: Operator
    token: str
    stage: Stage
    after: str


class Reception:
    """Receives those who come by the provider's word. One to a process."""

    def __init__(self, db: Db, provider: Provider, access: Access) -> None:
        self._db = db
        self._provider = provider
        self._access = access

    async def leave(
        self, *, browser_secret: str, back: str, after: str, network: str, at: datetime
    ) -> str:
        """Give the address to which the browser is led.

        Refuses `NotVouchedFor` when the provider is away, and `NotLetIn` after too many tries.
        """
        async with self._db.begin() as session:
            key = tried_by("network", network)
            wait = await count_try(session, key, most=TRIES_A_NETWORK, at=at)
        if wait is not None:
            raise NotLetIn(Turned.TOO_OFTEN, wait=wait)
        async with self._db.begin() as session:
            state = await begin_sign_on(session, browser=browser_secret, after=after, at=at)
        return await self._provider.way_there(
            back=back,
            state=state,
            nonce=derived(browser_secret, state, purpose="nonce"),
            verifier=derived(browser_secret, state, purpose="verifier"),
            at=at,
        )

    async def arrive(
        self,
        answer: Mapping[str, str],
        *,
        browser_secret: str,
        back: str,
        browser: str,
        network: str,
        at: datetime,
    ) -> Arrived:
        """Take what the provider has sent the browser back with. Refuses `NotVouchedFor`.

        The try is used up, and that is committed, before anything else is looked at.
        """
        state = answer.get("state", "")
        async with self._db.begin() as session:
            after = await take_sign_on(session, state, browser=browser_secret, at=at)
        await self._provider.check_sender(answer.get("iss"), at=at)
        if "error" in answer or not answer.get("code"):
            is_no = answer.get("error", "access_denied") != "temporarily_unavailable"
            raise NotVouchedFor(Doubt.DENIED if is_no else Doubt.AWAY)
        vouched = await self._provider.who_is(
            answer["code"],
            back=back,
            nonce=derived(browser_secret, state, purpose="nonce"),
            verifier=derived(browser_secret, state, purpose="verifier"),
            at=at,
        )
        stage = self._stage(vouched)
        async with self._db.begin() as session:
            operator = await operator_vouched_for(session, vouched, self._access, at=at)
            token = await begin_sitting(
                session, operator, stage, browser=browser, network=network, at=at
            )
        return Arrived(operator, token, stage, after)

    def _stage(self, vouched: Vouched) -> Stage:
        """Say whether our own second factor is asked besides."""
        match self._access.oidc_second_factor:
            case SecondFactor.TRUSTED:
                return Stage.FULL
            case SecondFactor.ASSERTED:
                return Stage.FULL if vouched.has_two_factors else Stage.HALFWAY
            case SecondFactor.OWN:
                return Stage.HALFWAY
