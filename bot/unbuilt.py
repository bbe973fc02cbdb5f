"""Imports aiogram with its types unbuilt: each is built when it is first used.

aiogram has pydantic build every type of Telegram's while it is imported, each with all that may
stand in it: 400 of them, two thirds of a process's memory and half of the time it takes to start.
A bot uses a few dozen. Built by itself, a type finds the names of others in its own module, where
aiogram has them for type checkers only; so they are put there. See docs/decisions/0020.

Nothing is imported from aiogram before this was done, and nothing in it is changed.
"""

import sys
from typing import Any, Final, Literal, Optional, Union

from pydantic import BaseModel

_PACKAGE: Final = "aiogram.types"
_BUILD: Final = "model_rebuild"


def import_unbuilt() -> None:
    """Do it, unless somebody else has imported aiogram before, all built."""
    if _PACKAGE in sys.modules:
        return
    build = BaseModel.__dict__[_BUILD]
    setattr(BaseModel, _BUILD, classmethod(_leave_unbuilt))
    try:
        import aiogram  # noqa: F401, PLC0415  (there is no other moment)
    finally:
        setattr(BaseModel, _BUILD, build)
    _name_types()


def _leave_unbuilt(_: type[BaseModel], /, **how: object) -> None:
    """Stand in for pydantic's own while aiogram asks it to build everything."""


def _name_types() -> None:
    """Let each module of types know all of them, by the names that aiogram builds them with."""
    from aiogram import types  # noqa: PLC0415
    from aiogram.client.default import Default  # noqa: PLC0415

    names: dict[str, Any] = {name: getattr(types, name) for name in types.__all__}
    names |= {"List": list, "Optional": Optional, "Union": Union, "Literal": Literal}
    names["Default"] = Default
    for path, module in list(sys.modules.items()):
        if path.startswith(f"{_PACKAGE}."):
            vars(module).update({one: names[one] for one in names.keys() - vars(module).keys()})
