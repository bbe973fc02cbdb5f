"""Tells what is built of aiogram, or what its types and methods come to when all are used.

python telling_types.py built|fields MODULE
"""

import importlib
import re
import sys
from collections.abc import Iterator

import orjson
from pydantic import BaseModel

_ADDRESS = re.compile(r" at 0x[0-9a-f]+")


def models_in(package: str) -> Iterator[type[BaseModel]]:
    module = importlib.import_module(package)
    for name in module.__all__:
        found = getattr(module, name)
        if isinstance(found, type) and issubclass(found, BaseModel):
            yield found


def fields_of(model: type[BaseModel]) -> dict[str, str]:
    """Build a model as its first use does, with nothing but what its own module knows."""
    assert model.model_rebuild(raise_errors=True) is not False
    assert model.__pydantic_complete__
    return {name: _ADDRESS.sub("", repr(field)) for name, field in model.model_fields.items()}


if __name__ == "__main__":
    what, first = sys.argv[1:]
    importlib.import_module(first)
    if what == "built":
        complete = [one.__pydantic_complete__ for one in models_in("aiogram.types")]
        told: dict[str, object] = {"types": len(complete), "built": sum(complete)}
    else:
        models = (*models_in("aiogram.types"), *models_in("aiogram.methods"))
        told = {f"{one.__module__}.{one.__name__}": fields_of(one) for one in models}
    sys.stdout.buffer.write(orjson.dumps(told))
