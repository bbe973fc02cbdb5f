"""Ours in `inbound`: web, bot and worker in one process, as `peercargo serve` runs them.

It differs from the command in what a measurement needs: servers of its own, and no limits on
sending. Run as `python -m bench.whole_bot API_BASE PORT [PEOPLE]`, ended by an interrupt. `PEOPLE`
is a file with ids of people, of whom each two who stand together are put on a line. With `--paced`
after it, Telegram's limits hold.
"""

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path

import uvicorn
import uvloop

from bench.product import services_for
from bench.relay_people import put_on_lines
from bench.sender import NO_LIMITS
from bot.runner import open_bot
from bot.sender.schedule import TELEGRAM_LIMITS, Limits
from core.garbage import look_for_garbage_seldom
from core.logs import set_up_logs
from core.settings import Settings
from webhooks.app import build_web
from webhooks.telegram import TELEGRAM_PATH

SECRET = "the-secret-of-the-bench"  # noqa: S105  (only a sandbox knows it)


async def main(api_base: str, port: int, people: list[int], limits: Limits) -> None:
    settings = {
        "port": port,
        "public_url": f"http://127.0.0.1:{port}",
        "telegram_mode": "webhook",
        "telegram_webhook_secret": SECRET,
    }
    async with (
        services_for(api_base, **settings) as services,
        open_bot(services, limits=limits) as bot,
    ):
        if people:
            await put_on_lines(services, people)
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
        given = json.loads(Path(sys.argv[3]).read_text()) if sys.argv[3:] else []
        paced = TELEGRAM_LIMITS if "--paced" in sys.argv else NO_LIMITS
        uvloop.run(main(sys.argv[1], int(sys.argv[2]), given, paced))
