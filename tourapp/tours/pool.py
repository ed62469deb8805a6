"""The pool of scenes: every file and every folder with a `scene.py` under the package `scenes`, found by walking.

A folder without one is a group of scenes and is walked as well. Nothing lists scenes but the tours' files.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import lru_cache
from importlib.util import find_spec
from types import ModuleType

from tourapp.authoring.scene import Scene, declared

PACKAGE = "scenes"


@lru_cache(maxsize=1)
def all_scenes() -> dict[str, Scene]:
    """Every scene there is, by id, in the order of ids."""
    discover(importlib.import_module(PACKAGE))
    return dict(sorted(declared().items()))


def discover(package: ModuleType) -> None:
    """Import whatever declares scenes in a package and the groups within it."""
    for info in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{info.name}"
        if not info.ispkg:
            importlib.import_module(name)
        elif find_spec(f"{name}.scene") is not None:
            importlib.import_module(f"{name}.scene")
        else:
            discover(importlib.import_module(name))
