"""Formulas as text that can be run: the text shown to a reader is the very text that made the number.

Arithmetic on named symbols and three functions (maximum, minimum, floor), nothing else. Not a general parser:
formulas are constants of this program, never a person's input.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from types import CodeType
from typing import Any

_NODES = (
    ast.Expression,
    ast.BinOp,
    ast.UnaryOp,
    ast.Call,
    ast.Name,
    ast.Load,
    ast.Constant,
    ast.Add,
    ast.Sub,
    ast.Mult,
    ast.Div,
    ast.Pow,
    ast.USub,
)
_PRETTY = (("maximum(", "max("), ("minimum(", "min("), (" * ", " × "), (" / ", " ÷ "), (" ** 2", "²"), (" - ", " − "))


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)


def _maximum(a: Any, b: Any) -> Any:
    if _is_number(a) and _is_number(b):
        return max(a, b)
    import numpy as np

    return np.maximum(a, b)


def _minimum(a: Any, b: Any) -> Any:
    if _is_number(a) and _is_number(b):
        return min(a, b)
    import numpy as np

    return np.minimum(a, b)


def _floor(a: Any) -> Any:
    if _is_number(a):
        return math.floor(a) if math.isfinite(a) else a
    import numpy as np

    return np.floor(a)


FUNCTIONS: dict[str, Any] = {"maximum": _maximum, "minimum": _minimum, "floor": _floor}


@dataclass(frozen=True, slots=True)
class Compiled:
    """A formula ready to run, and the symbols it needs."""

    code: CodeType
    names: frozenset[str]


@lru_cache(maxsize=4096)
def compiled(formula: str) -> Compiled:
    """Parse once. ValueError for anything but arithmetic on symbols and the three functions."""
    tree = ast.parse(formula, mode="eval")
    names = set()
    for node in ast.walk(tree):
        if not isinstance(node, _NODES):
            raise ValueError(f"formula {formula!r}: {type(node).__name__} is not arithmetic")
        if isinstance(node, ast.Name) and node.id not in FUNCTIONS:
            names.add(node.id)
        if isinstance(node, ast.Call) and not (isinstance(node.func, ast.Name) and node.func.id in FUNCTIONS):
            raise ValueError(f"formula {formula!r}: only {', '.join(FUNCTIONS)} may be called")
    return Compiled(compile(tree, "<formula>", "eval"), frozenset(names))


def evaluate(formula: str, values: Mapping[str, Any], functions: Mapping[str, Any] = FUNCTIONS) -> Any:
    """The formula's value. Example: evaluate('a * b + 1', {'a': 2, 'b': 3}) is 7."""
    return eval(compiled(formula).code, {"__builtins__": {}, **functions}, dict(values))


def pretty(formula: str) -> str:
    """The formula for a reader: multiplication and division signs instead of program signs."""
    for old, new in _PRETTY:
        formula = formula.replace(old, new)
    return formula
