"""Where in a JSON text each value stands, so that an error can name its line. Reads before the parser does: depth,
repeated names and the end of the text are checked here, without recursion, so that no text is too deep to be refused.

Not a JSON parser: what it lets through may still be malformed.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field

DEEPEST = 8
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+')


class PlaceError(ValueError):
    """Something is wrong at a line (from 1) and a place such as `$.stops[2].set`."""

    def __init__(self, line: int, where: str, words: str) -> None:
        super().__init__(words)
        self.line, self.where, self.words = line, where, words


@dataclass(slots=True)
class _Level:
    path: str
    names: set[str] | None
    """Names seen so far in an object; None in a list."""
    place: int = 0
    name: str = ""
    due: bool = field(default=True)
    """In an object: whether a name comes next."""

    def child(self) -> str:
        return f"{self.path}[{self.place}]" if self.names is None else f"{self.path}.{self.name}"


def lines_of(text: str) -> dict[str, int]:
    """The line of every value by its path ("$", "$.id", "$.stops[0].scene"). PlaceError when too deep or a name occurs
    twice."""
    found: dict[str, int] = {"$": 1}
    stack: list[_Level] = []
    line, at = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", at, match.start())
        at, token = match.start(), match.group()
        top = stack[-1] if stack else None
        if token in "{[":
            path = top.child() if top is not None else "$"
            found.setdefault(path, line)
            if len(stack) >= DEEPEST:
                raise PlaceError(line, path, f"nested deeper than {DEEPEST}")
            stack.append(_Level(path, set() if token == "{" else None))
        elif token in "}]":
            if stack:
                stack.pop()
        elif top is None or token == ":":
            continue
        elif token == ",":
            top.place, top.due = top.place + 1, True
        elif top.names is not None and top.due:
            _name(top, token, line, found)
        else:
            found.setdefault(top.child(), line)
    return found


def _name(level: _Level, token: str, line: int, found: dict[str, int]) -> None:
    try:
        level.name = str(json.loads(token, strict=False))
    except ValueError:
        level.name = token
    level.due = False
    path = level.child()
    assert level.names is not None
    if level.name in level.names:
        raise PlaceError(line, path, "occurs twice")
    level.names.add(level.name)
    found[path] = line


def nearest(lines: dict[str, int], path: str) -> int:
    """The line of a path, or of the nearest place above it."""
    while path not in lines and path not in ("$", ""):
        path = path[: max(path.rfind("."), path.rfind("["))]
    return lines.get(path, 1)
