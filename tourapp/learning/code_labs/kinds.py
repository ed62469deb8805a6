"""What a code lab is made of: its functions, its hidden cases from a seed, and the usual mistakes. Values only."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

import numpy as np

Judge = Callable[[Any, Any], bool]


def close(want: Any, got: Any) -> bool:
    """Whether a result is the wanted one: numbers to a millionth of their size, texts and lists part by part."""
    if isinstance(want, np.ndarray | np.generic):
        want = want.tolist()
    if isinstance(want, bool) or isinstance(got, bool):
        return want is got
    if isinstance(want, int | float):
        return isinstance(got, int | float) and abs(want - got) <= 1e-6 * max(1.0, abs(want)) + 1e-12
    if isinstance(want, dict):
        return isinstance(got, dict) and set(want) == set(got) and all(close(want[name], got[name]) for name in want)
    if isinstance(want, list | tuple):
        alike = isinstance(got, list | tuple) and len(want) == len(got)
        return alike and all(close(one, two) for one, two in zip(want, got, strict=True))
    return bool(want == got)


@dataclass(frozen=True, slots=True)
class CodeCase:
    """A call and what should come of it. told: how the call is named in words; kind: how the child makes it (see
    `child.called`); wrong: what usual mistakes give instead, each with a sentence."""

    function: str
    args: list[Any]
    want: Any
    told: str
    kind: str = "plain"
    wrong: tuple[tuple[Any, str], ...] = ()
    judge: Judge = close

    @property
    def call(self) -> dict[str, Any]:
        """As the child is asked for it."""
        return {"function": self.function, "args": self.args, "kind": self.kind}


@dataclass(frozen=True, slots=True)
class CodeLab:
    """A lab that is a file. cases: from a random source, the simple ones first."""

    id: str
    title: str
    cases: Callable[[Random], Iterator[CodeCase]] = field(repr=False)
