"""The pool of scenes: every file and every folder with a `scene.py` under the package `scenes`, found by walking.

A folder without one is a group of scenes and is walked as well. Nothing lists scenes but the tours' files. A scene that
cannot be declared is told of and left out; the others play.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys
import traceback
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import tourapp
from tourapp.authoring.scene import Scene, declared
from tourapp.errors import MissingError

PACKAGE = "scenes"


@dataclass(frozen=True, slots=True)
class BrokenScene:
    """A scene that could not be declared: its file, the line, and why."""

    file: str
    line: int
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.words}; this scene is left out"


@dataclass(frozen=True, slots=True)
class Pool:
    """Every scene by id, in the order of ids, and those that are broken."""

    scenes: dict[str, Scene]
    broken: tuple[BrokenScene, ...]


@lru_cache(maxsize=1)
def pool() -> Pool:
    """All scenes there are. MissingError where none is found: then the installation is not whole."""
    broken: list[BrokenScene] = []
    package = own_package()
    _discover(package, broken)
    if not declared():
        where = ", ".join(package.__path__)
        raise MissingError(f"scenes: none was found in {where}; start the tour elsewhere, or install it again")
    return Pool(dict(sorted(declared().items())), tuple(broken))


def own_package() -> ModuleType:
    """The product's own `scenes`, which lie beside `tourapp`, whatever else of that name the start folder has.
    MissingError where another one has been imported already."""
    home = Path(tourapp.__file__).absolute().parent.parent / PACKAGE  # of a link, the folder that holds the link
    known = sys.modules.get(PACKAGE)
    if known is None and (home / "__init__.py").is_file():
        spec = spec_from_file_location(PACKAGE, home / "__init__.py", submodule_search_locations=[str(home)])
        assert spec is not None and spec.loader is not None
        sys.modules[PACKAGE] = known = module_from_spec(spec)
        spec.loader.exec_module(known)
    package = known or importlib.import_module(PACKAGE)
    where = [Path(path).absolute() for path in getattr(package, "__path__", ())]
    if home.is_dir() and home not in where:
        other = getattr(package, "__file__", None) or ", ".join(map(str, where))
        raise MissingError(f"scenes: {other} hides the product's own in {home}; rename it, or start elsewhere")
    return package


def all_scenes() -> dict[str, Scene]:
    """Every scene there is, by id."""
    return pool().scenes


def _discover(package: ModuleType, broken: list[BrokenScene]) -> None:
    """Import whatever declares scenes in a package and the groups within it."""
    for info in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{info.name}"
        try:
            if not info.ispkg:
                importlib.import_module(name)
            elif find_spec(f"{name}.scene") is not None:
                importlib.import_module(f"{name}.scene")
            else:
                _discover(importlib.import_module(name), broken)
        except Exception as error:  # whatever a scene's file holds, the others play
            broken.append(_told(name, error))


def _told(name: str, error: Exception) -> BrokenScene:
    """Where and why: the line of the scene's own code at which it failed."""
    if isinstance(error, SyntaxError) and error.filename:
        return BrokenScene(_short(error.filename), error.lineno or 1, f"is not Python ({error.msg})")
    own = name.replace(".", "/")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if f"/{own}" in frame.filename]
    words = " ".join(f"{type(error).__name__}: {error}".split())
    if not frames:
        return BrokenScene(f"{own}.py", 1, words)
    return BrokenScene(_short(frames[-1].filename), frames[-1].lineno or 1, words)


def _short(filename: str) -> str:
    parts = Path(filename).parts
    return "/".join(parts[parts.index(PACKAGE) :]) if PACKAGE in parts else parts[-1]
