"""Ours in `inbound`: web, bot and worker in one process, as `peercargo serve` runs them.

It differs from the command in what a measurement needs: servers of its own, and no limits on
sending. Run as `python -m bench.whole_bot API_BASE PORT`, ended by an interrupt.
"""

import asyncio
import sys
from contextlib import suppress

import uvicorn
import uvloop

from bench.product import services_for
from bench.sender import NO_LIMITS
from bot.runner import open_bot
from core.garbage import look_for_garbage_seldom
from core.logs import set_up_logs
from core.settings import Settings
from webhooks.app import build_web
from webhooks.telegram import TELEGRAM_PATH

SECRET = "the-secret-of-the-bench"  # noqa: S105  (only a sandbox knows it)


async def main(api_base: str, port: int) -> None:
    settings = {
        "port": port,
        "public_url": f"http://127.0.0.1:{port}",
        "telegram_mode": "webhook",
        "telegram_webhook_secret": SECRET,
    }
    async with (
        services_for(api_base, **settings) as services,
        open_bot(services, limits=NO_LIMITS) as bot,
    ):
        web = uvicorn.Server(
            uvicorn.Config(build_web(services), port=port, log_config=None, access_log=False)
        )
        look_for_garbage_seldom()
        serving = asyncio.create_task(web.serve())
        try:
            await bot.run(webhook_path=TELEGRAM_PATH)
        finally:
            web.should_exit = True
            await serving


if __name__ == "__main__":
    set_up_logs(Settings(log_level="WARNING"), process="bench")
    with suppress(KeyboardInterrupt):
        uvloop.run(main(sys.argv[1], int(sys.argv[2])))
