"""`python -m bench` lists the measurements, `python -m bench NAME [--json]` makes one, or `all`."""

import argparse
import inspect
import sys

import uvloop

from bench.figures import Figure, as_json, as_lines
from bench.registry import BENCHES, Bench
from bench.travel import World
from core.garbage import look_for_garbage_seldom
from core.logs import set_up_logs
from core.settings import Settings


def main() -> None:
    options = _options().parse_args()
    set_up_logs(Settings(log_level="WARNING"), process="bench")
    look_for_garbage_seldom()  # as the product does when it has started
    if options.name is None:
        width = max(len(bench.name) for bench in BENCHES)
        for bench in BENCHES:
            print(f"{bench.name:<{width}}  {bench.what}")
        return
    chosen = [bench for bench in BENCHES if options.name in (bench.name, "all")]
    measured: list[tuple[str, Figure]] = []
    for bench in chosen:
        print(f"{bench.name}: {bench.what} …", file=sys.stderr)
        figures = uvloop.run(_measure(bench, options))
        measured += [(bench.name, figure) for figure in figures]
        if not options.json:
            print(as_lines(figures))
    if options.json:
        print(as_json(measured))


async def _measure(bench: Bench, options: argparse.Namespace) -> list[Figure]:
    answer = bench.measure(**{name: getattr(options, name) for name in bench.takes})
    return await answer if inspect.isawaitable(answer) else answer


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = [bench.name for bench in BENCHES]
    options.add_argument("name", nargs="?", choices=[*names, "all"], metavar="NAME")
    options.add_argument("--json", action="store_true", help="figures as JSON, for machines")
    options.add_argument("--trips", type=int, default=100_000, help="matching: how many")
    options.add_argument(
        "--world", choices=list(World), default=World.SPREAD, help="matching: where"
    )
    options.add_argument("--postgres", metavar="URL", help="matching: an empty one, with PostGIS")
    return options


if __name__ == "__main__":
    main()
