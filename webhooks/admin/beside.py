"""The way to what only the bot can do for operators: `cli.py` ties it, where there is a bot."""

import asyncio

from fastapi import Request

from core.bot_side import BotSide, OpenBotSide
from webhooks.api.problems import Declined


class NoBotBeside(Declined):
    """No bot stands beside this installation that could word or fetch it."""

    status = 503


async def bot_side_of(request: Request) -> BotSide:
    """Load what the bot does for us, or decline `NoBotBeside`."""
    opened: OpenBotSide | None = request.app.state.open_bot_side
    if opened is None:
        raise NoBotBeside
    return await asyncio.to_thread(opened)
