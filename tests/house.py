"""Reads the source tree for the tests of the house: files, functions, calls, imports, shown strings. Nothing is run."""

from __future__ import annotations

import ast
import gc
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORDS = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
DRAWING = frozenset(
    {
        "rects",
        "hatch",
        "sprites",
        "lines",
        "curves",
        "polys",
        "image",
        "text",
        "chart",
        "bake",
        "hot",
        "spark",
        "trail",
        "group",
        "heading",
        "read",
        "pair",
        "columns",
        "note",
        "why",
        "box",
    }
)
"""Names of the calls that put something onto a picture."""
SHOWN = frozenset({"text", "heading", "read", "pair", "columns", "note", "why", "Beat", "Badge", "Slider", "Choice"})


@dataclass(frozen=True)
class Source:
    """A file of the product."""

    path: Path
    text: str
    tree: ast.Module

    @cached_property
    def name(self) -> str:
        """The path from the top."""
        return self.path.relative_to(ROOT).as_posix()

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the tree, as `ast.walk` has it."""
        return tuple(ast.walk(self.tree))

    @cached_property
    def strings(self) -> frozenset[str]:
        """Every string written in it."""
        return frozenset(
            node.value for node in self.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)
        )


def sources(*tops: str) -> tuple[Source, ...]:
    """Every Python file under some folders."""
    return tuple(source for top in tops or ("tourapp", "scenes") for source in _under(top))


@lru_cache(maxsize=16)
def _under(top: str) -> tuple[Source, ...]:
    first, _, inner = top.partition("/")
    if inner:
        return tuple(source for source in _under(first) if source.name.startswith(f"{top}/"))
    found = []
    for path in sorted((ROOT / top).rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Source(path, text, ast.parse(text)))
    gc.collect()
    gc.freeze()  # a million nodes that stay: no later collection has to walk them
    return tuple(found)


def scene_folders() -> list[str]:
    """The scenes that have a folder, by id."""
    return sorted(path.parent.name for path in (ROOT / "scenes").rglob("scene.py"))


def of_scene(name: str) -> list[Source]:
    """The files of a scene's folder."""
    return [source for source in sources() if f"/{name}/" in f"/{source.name}" and source.name.startswith("scenes/")]


def functions(source: Source) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function of a file, nested ones too."""
    for node in source.nodes:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end."""
    return (node.end_lineno or node.lineno) - node.lineno + 1


def parameters(node: ast.FunctionDef | ast.AsyncFunctionDef) -> tuple[int, int]:
    """(all parameters but self, those that may be given by position)."""
    a = node.args
    names = [arg.arg for arg in (*a.posonlyargs, *a.args) if arg.arg not in ("self", "cls")]
    return len(names) + len(a.kwonlyargs) + bool(a.vararg) + bool(a.kwarg), len(names)


def called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def calls(source: Source, names: frozenset[str] | set[str]) -> Iterator[ast.Call]:
    """Every call of one of these names."""
    for node in source.nodes:
        if isinstance(node, ast.Call) and called(node) in names:
            yield node


def imported(source: Source) -> Iterator[str]:
    """Every module a file names in an import."""
    for node in source.nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def glued_words(source: Source) -> list[str]:
    """Strings put together from words in a way no catalogue can find: f-strings, sums and `%` or `join` of words.

    Not counted: what is raised, what names a layer or a file (keys in `bake`), and docstrings.
    """
    excused: set[int] = set()
    for node in source.nodes:
        if isinstance(node, ast.Raise | ast.Assert) or (isinstance(node, ast.Call) and called(node).endswith("Error")):
            excused |= {id(inner) for inner in ast.walk(node)}
    found = []
    for node in source.nodes:
        if id(node) in excused:
            continue
        if isinstance(node, ast.JoinedStr):
            fixed = "".join(part.value for part in node.values if isinstance(part, ast.Constant))
            if WORDS.search(fixed):
                found.append(f"{source.name}:{node.lineno}: f-string {ast.unparse(node)[:60]}")
        elif isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add | ast.Mod):
            sides = [side for side in (node.left, node.right) if isinstance(side, ast.Constant)]
            if any(isinstance(side.value, str) and WORDS.search(side.value) for side in sides):
                found.append(f"{source.name}:{node.lineno}: sum of words {ast.unparse(node)[:60]}")
    return found


def bare_sizes(source: Source) -> list[str]:
    """Type sizes that are numbers instead of names of the scale."""
    found = []
    for node in calls(source, {"text", "read", "Words"}):
        for keyword in node.keywords:
            if keyword.arg == "size" and any(
                isinstance(inner, ast.Constant) and isinstance(inner.value, int | float) and inner.value > 4
                for inner in ast.walk(keyword.value)
            ):
                found.append(f"{source.name}:{node.lineno}: size={ast.unparse(keyword.value)}")
    return found


def bare_places(source: Source) -> list[str]:
    """Numbers typed as a place or a size in a drawing call (fractions and angles below 4 are none)."""
    found = []
    for node in calls(source, DRAWING):
        values = [*node.args, *(keyword.value for keyword in node.keywords if keyword.arg not in ("weight", "lines"))]
        for value in values:
            for inner in ast.walk(value):
                if isinstance(inner, ast.Lambda):
                    break
                if isinstance(inner, ast.Constant) and type(inner.value) in (int, float) and abs(inner.value) >= 4:
                    found.append(f"{source.name}:{node.lineno}: {ast.unparse(node)[:80]}")
                    break
    return sorted(set(found))


def typed_cues(name: str) -> list[str]:
    """Moves (beat, start, end) that a scene types at more than one place instead of declaring a cue."""
    seen: dict[tuple[str, str, str], list[str]] = {}
    for source in of_scene(name):
        for node in calls(source, {"move"}):
            words = tuple(ast.unparse(arg) for arg in node.args)
            if len(words) == 3 and words[0][:1] in "'\"":
                seen.setdefault(words, []).append(f"{source.name}:{node.lineno}")  # type: ignore[arg-type]
    return [f"{words}: {', '.join(places)}" for words, places in seen.items() if len(places) > 1]


def numbered_beats(source: Source) -> list[str]:
    """Comparisons of the beat's number with a number instead of a name."""
    found = []
    for node in source.nodes:
        if isinstance(node, ast.Compare) and "beat_index" in ast.unparse(node.left):
            found.append(f"{source.name}:{node.lineno}: {ast.unparse(node)}")
    return found
