"""Finds the world parts: every file in `world/parts`, imported once."""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from types import ModuleType


@lru_cache(maxsize=1)
def part_modules() -> tuple[ModuleType, ...]:
    """The modules that declare parts and their settings, by name."""
    package = importlib.import_module("tourapp.world.parts")
    names = sorted(info.name for info in pkgutil.iter_modules(package.__path__))
    return tuple(importlib.import_module(f"{package.__name__}.{name}") for name in names)
