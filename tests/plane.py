"""The control plane of a sandbox, for tests of money: what is asked of it, and Stripe's faults."""

from typing import Any

import aiohttp


class Plane:
    def __init__(self, plane: aiohttp.ClientSession) -> None:
        self._plane = plane

    async def ask(self, path: str, **body: Any) -> Any:
        async with self._plane.post(f"/sandbox{path}", json=body) as response:
            assert response.ok, await response.text()
            return await response.json()

    async def fails(self, operation: str, kind: str, **more: Any) -> None:
        await self.ask("/faults", kind=kind, method=operation, count=1, **more)

    async def has_struck(self) -> bool:
        """Tell whether every fault that was asked for has befallen somebody."""
        return not await self._faults("GET")

    async def holds(self, operation: str) -> None:
        """Let no call of this kind be answered before it `lets_go`."""
        await self.ask("/faults", kind="held", method=operation)

    async def is_asked(self, operation: str) -> bool:
        """Tell whether a call of this kind is held."""
        faults = await self._faults("GET")
        return any(one["under_way"] for one in faults if one["method"] == operation)

    async def lets_go(self) -> None:
        """Let all that was held be answered, and wait until it is over there."""
        await self._faults("DELETE")

    async def _faults(self, verb: str) -> Any:
        async with self._plane.request(verb, "/sandbox/faults") as response:
            return await response.json()
