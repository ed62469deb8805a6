"""Ids of facts: a number's place in the world is its name. `world.bill.total` is `bill.total` everywhere.

Walks what a part holds (records, tuples, dictionaries), never the derivations behind the numbers.
"""

from __future__ import annotations

import dataclasses
from typing import Any

from tourapp.quantity import Quantity

ROOT = "cost"
"""The cost model's figures go by the names of `tourapp explain`, without a prefix."""
DEEPEST = 4


def give_ids(part: str, value: Any) -> Any:
    """The same value; every Quantity in it that has no id yet is given that of its place."""
    _walk("" if part == ROOT else part, value, DEEPEST)
    return value


def _walk(path: str, value: Any, left: int) -> None:
    if isinstance(value, Quantity):
        value.christen(path)
    elif left and dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            _walk(f"{path}.{field.name}".lstrip("."), getattr(value, field.name), left - 1)
    elif left and isinstance(value, tuple | list) and len(value) <= 64:
        for place, item in enumerate(value):
            _walk(f"{path}.{_key(item, place)}", item, left - 1)
    elif left and isinstance(value, dict) and len(value) <= 64:
        for name, item in value.items():
            _walk(f"{path}.{name}", item, left - 1)


def _key(item: Any, place: int) -> str:
    """What an item in a row is called: its own key where it has one, after its phase where it is of one, else its
    place."""
    phase, op = getattr(item, "phase", None), getattr(item, "op", None)
    if isinstance(phase, str) and isinstance(op, str) and op:
        return f"{phase}.{op}"
    for name in ("kind", "op", "id"):
        found = getattr(item, name, None)
        if isinstance(found, str) and found:
            return found
    return str(place)
