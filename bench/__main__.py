"""`python -m bench` lists the measurements, `python -m bench NAME [--json]` makes one, or `all`."""

import argparse
import gc
import inspect
import sys

import uvloop

from bench.figures import Figure, as_json, as_lines
from bench.registry import BENCHES, Bench
from core.logs import set_up_logs
from core.settings import Settings


def main() -> None:
    options = _options().parse_args()
    set_up_logs(Settings(log_level="WARNING"), process="bench")
    gc.freeze()  # as the product does when it has started
    if options.name is None:
        width = max(len(bench.name) for bench in BENCHES)
        for bench in BENCHES:
            print(f"{bench.name:<{width}}  {bench.what}")
        return
    chosen = [bench for bench in BENCHES if options.name in (bench.name, "all")]
    measured: list[tuple[str, Figure]] = []
    for bench in chosen:
        print(f"{bench.name}: {bench.what} …", file=sys.stderr)
        figures = uvloop.run(_measure(bench))
        measured += [(bench.name, figure) for figure in figures]
        if not options.json:
            print(as_lines(figures))
    if options.json:
        print(as_json(measured))


async def _measure(bench: Bench) -> list[Figure]:
    answer = bench.measure()
    return await answer if inspect.isawaitable(answer) else answer


def _options() -> argparse.ArgumentParser:
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    names = [bench.name for bench in BENCHES]
    options.add_argument("name", nargs="?", choices=[*names, "all"], metavar="NAME")
    options.add_argument("--json", action="store_true", help="figures as JSON, for machines")
    return options


if __name__ == "__main__":
    main()
