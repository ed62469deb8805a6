"""The pool of scenes: every file and every folder with a `scene.py` under the package `scenes`, found by walking.

A folder without one is a group of scenes and is walked as well. Nothing lists scenes but the tours' files. A scene that
is asked for by its id is imported alone, which is what a tour that opens needs; whoever asks for all has all imported.
A scene that cannot be declared is told of and left out; the others play.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
import sys
import traceback
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import tourapp
from tourapp.authoring.scene import Scene, declared
from tourapp.errors import MissingError

PACKAGE = "scenes"
DECLARES = re.compile(r"""\bid\s*=\s*["']([^"']+)["']""")
"""How a scene's file gives its id."""


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


class ScenePool(MutableMapping[str, Scene]):
    """All scenes by id. One that is asked for by name is imported alone; walking through them imports all."""

    def __init__(self) -> None:
        self.broken: list[BrokenScene] = []
        self._modules: dict[str, str] = {}
        """Where a scene should be: the module's name by the id that its file gives. Taken out once it is imported."""
        self._looked = False
        self._given: dict[str, Scene] = {}

    def __getitem__(self, id: str) -> Scene:
        if id in self._given:
            return self._given[id]
        if id not in declared():
            self._look()
            module = self._modules.pop(id, None)
            if module is not None:
                self._import(module)
            if id not in declared():
                self.load()
        return declared()[id]

    def __setitem__(self, id: str, scene: Scene) -> None:
        self._given[id] = scene

    def __delitem__(self, id: str) -> None:
        if self._given.pop(id, None) is None:
            raise KeyError(id)

    def __iter__(self) -> Iterator[str]:
        self.load()
        return iter(sorted({*declared(), *self._given}))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def has(self, id: str) -> bool:
        """Whether a scene is here already; imports nothing."""
        return id in self._given or id in declared()

    def load(self) -> None:
        """Import whatever is not here yet. MissingError where no scene is found: the installation is not whole."""
        while self.load_next():
            pass
        if not declared():
            where = ", ".join(own_package().__path__)
            raise MissingError(f"scenes: none was found in {where}; start the tour elsewhere, or install it again")

    def load_next(self) -> bool:
        """Import one more scene; False once all are here."""
        self._look()
        if not self._modules:
            return False
        self._import(self._modules.pop(next(iter(self._modules))))
        return bool(self._modules)

    def _look(self) -> None:
        """Walk the folders once; nothing is imported but the packages of groups."""
        if self._looked:
            return
        self._looked = True
        for name in _walked(own_package()):
            id = _id_in(name)
            self._modules[name if id in self._modules else id] = name  # two of one id: both are looked at

    def _import(self, name: str) -> None:
        try:
            importlib.import_module(name)
        except Exception as error:  # whatever a scene's file holds, the others play
            self.broken.append(_told(name.removesuffix(".scene"), error))


_POOL = ScenePool()


def pool() -> Pool:
    """All scenes there are. MissingError where none is found: then the installation is not whole."""
    _POOL.load()
    return Pool(dict(_POOL), tuple(_POOL.broken))


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


def all_scenes() -> ScenePool:
    """Every scene there is, by id."""
    return _POOL


def _walked(package: ModuleType) -> Iterator[str]:
    """The modules of a package, and of the groups within it, that declare scenes."""
    for info in pkgutil.iter_modules(package.__path__):
        name = f"{package.__name__}.{info.name}"
        if not info.ispkg:
            yield name
        elif find_spec(f"{name}.scene") is not None:
            yield f"{name}.scene"
        else:
            yield from _walked(importlib.import_module(name))


def _id_in(name: str) -> str:
    """The id that a scene's file gives it, read from its text; the module's own name where it gives none."""
    spec = find_spec(name)
    try:
        found = DECLARES.search(Path(spec.origin).read_text("utf-8")) if spec is not None and spec.origin else None
    except (OSError, UnicodeDecodeError):
        found = None
    return found[1] if found else name


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
