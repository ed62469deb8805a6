"""Rules of the source tree that no other tool checks: layout, lengths, docstrings, painters, paths."""

from __future__ import annotations

import ast
import re
import subprocess
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYOUT = {
    "pyproject.toml",
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "LICENSE",
    "Makefile",
    "tourapp",
    "scenes",
    "assets",
    "tests",
}
MADE_HERE = {"out", "build", "dist"}
LONGEST_FILE = 300
MACHINE_PATH = re.compile(r"(?<![\w.])/(?:work|root|home|Users)/\w|[A-Z]:\\\\?Users")
TEXT_FILES = {".py", ".md", ".toml", ".txt", ".json", ".yml", ".yaml", ".svg", ".sh", ""}


@lru_cache(maxsize=1)
def files() -> tuple[Path, ...]:
    """Every file of the source tree, relative to its top: what git takes, or all that is not made here."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if (ROOT / ".git").exists() and listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        skipped = MADE_HERE | {".venv", "__pycache__"}
        paths = [p.relative_to(ROOT) for p in ROOT.rglob("*") if not skipped & set(p.relative_to(ROOT).parts)]
    return tuple(sorted(p for p in paths if (ROOT / p).is_file()))


def modules(*tops: str) -> list[Path]:
    return [path for path in files() if path.suffix == ".py" and path.parts[0] in tops]


def tree(path: Path) -> ast.Module:
    return ast.parse((ROOT / path).read_text(encoding="utf-8"))


def test_the_tree_is_seen() -> None:
    assert Path("tourapp/preflight.py") in files()
    assert len(modules("tourapp")) > 20


def test_top_level_is_as_agreed() -> None:
    found = {path.parts[0] for path in files()}
    assert {name for name in found if not name.startswith(".")} == LAYOUT


def test_no_module_is_longer_than_agreed() -> None:
    lengths = {
        str(path): len((ROOT / path).read_text(encoding="utf-8").splitlines())
        for path in modules("tourapp", "scenes", ".setup")
    }
    assert {path: length for path, length in lengths.items() if length > LONGEST_FILE} == {}


def test_every_module_says_what_it_is() -> None:
    silent = [
        path
        for path in modules("tourapp", "scenes", "tests", ".setup")
        if not ast.get_docstring(tree(path)) and (ROOT / path).read_text(encoding="utf-8").strip()
    ]
    silent += [path for path in modules("tourapp", "scenes") if not (ROOT / path).stat().st_size]
    assert [str(path) for path in silent] == []


def test_no_path_of_a_machine() -> None:
    found = []
    for path in files():
        if path.suffix in TEXT_FILES:
            text = (ROOT / path).read_text(encoding="utf-8", errors="replace")
            found += [f"{path}: {hit.group()}" for hit in MACHINE_PATH.finditer(text)]
    assert found == []


def bare_painters(module: ast.Module) -> list[int]:
    """Lines that make a QPainter anywhere but as the subject of a `with`.

    An exception while a bare painter lives ends the process instead of being raised.
    """
    withs = [node for node in ast.walk(module) if isinstance(node, ast.With)]
    held = {id(item.context_expr) for node in withs for item in node.items}
    return [
        node.lineno
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and id(node) not in held
        and (node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")) == "QPainter"
    ]


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ("with QPainter(image) as p:\n    p.x()", []),
        ("with a(), QtGui.QPainter(image) as p:\n    p.x()", []),
        ("p = QPainter(image)", [1]),
        ("x = 1\nwith f(QtGui.QPainter(image)):\n    pass", [2]),
        ("with QPainter(image) as p:\n    q = QPainter(other)", [2]),
        ("p = QPainterPath(); r = QPainter.RenderHint.Antialiasing", []),
    ],
)
def test_the_painter_rule_itself(code: str, lines: list[int]) -> None:
    assert bare_painters(ast.parse(code)) == lines


def test_law_14_every_painter_is_held_by_with() -> None:
    found = {str(path): bare_painters(tree(path)) for path in modules("tourapp", "scenes", "tests")}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("see /{}/ann/x".format("home"), True),
        ("'/{}/main'".format("work"), True),
        ("C:\\{}\\ann".format("Users"), True),
        ("tokens/work/done", False),
        ("https://host/{}/x".format("home"), False),
        ("/usr/lib/x", False),
    ],
)
def test_the_path_rule_itself(text: str, hit: bool) -> None:
    assert bool(MACHINE_PATH.search(text)) == hit
