"""Checks a learner's file: which lab it is, its hidden cases from a seed, and the first difference in words."""

from __future__ import annotations

import ast
import hashlib
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Any

from tourapp.assets import asset_path
from tourapp.errors import UsageError
from tourapp.files import read_small
from tourapp.learning.code_labs import machine_labs, memory_labs, token_labs
from tourapp.learning.code_labs.kinds import CodeCase, CodeLab, close
from tourapp.learning.code_labs.run import DidNotRunError, results_of

LABS = {lab.id: lab for lab in (*memory_labs.LABS, *machine_labs.LABS, *token_labs.LABS)}
LARGEST = 100_000
"""Bytes of a learner's file."""
SIGN = "One Request, code lab: "
"""How the first line of a lab's file begins; the lab's id follows."""
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Difference:
    """The first case that differs: how it is called, what was wanted, what came, and what it may mean."""

    case: str
    want: str
    got: str
    message: str


@dataclass(frozen=True, slots=True)
class FileReport:
    """What a check found. cases: how many there are."""

    lab: str
    ok: bool
    cases: int
    first: Difference | None = None


def starter(id: str) -> str:
    """The text of a lab's file as it is handed out."""
    return asset_path("lessons", "code", f"{id}.py").read_text(encoding="utf-8")


def check_file(path: Path, seed: int = 0) -> FileReport:
    """Check a file. UsageError where it is no lab's file."""
    data = read_small(path, LARGEST, "the Python file of a lab")
    try:
        source = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path.name}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    return check_source(source, path.name, seed)


def check_source(source: str, name: str, seed: int = 0) -> FileReport:
    """Check the text of a file."""
    lab = lab_of(source, name)
    cases = list(lab.cases(Random(_mixed(lab.id, seed))))
    try:
        results = results_of(source, [case.call for case in cases])
    except DidNotRunError as error:
        return FileReport(lab.id, False, len(cases), Difference(cases[0].told, _shown(cases[0].want), "", f"{error}"))
    if len(results) != len(cases):
        return FileReport(
            lab.id, False, len(cases), Difference(cases[0].told, "", "", "it answered other calls than asked")
        )
    for case, result in zip(cases, results, strict=True):
        different = _difference(case, result)
        if different is not None:
            return FileReport(lab.id, False, len(cases), different)
    return FileReport(lab.id, True, len(cases))


def lab_of(source: str, name: str) -> CodeLab:
    """Which lab a file belongs to, by the first line of its docstring. UsageError where it says none."""
    try:
        said = ast.get_docstring(ast.parse(source)) or ""
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = getattr(error, "lineno", None)
        where = f"{name}:{line}" if line else name
        raise UsageError(f"{where}: is not Python ({getattr(error, 'msg', error)})") from None
    first = said.splitlines()[0] if said else ""
    id = first.removeprefix(SIGN).strip() if first.startswith(SIGN) else ""
    if id not in LABS:
        raise UsageError(
            f"{name}: is not a lab's file: its first line must stay {SIGN!r} and one of: {', '.join(LABS)}; "
            "`tourapp lab export DIR` makes them anew"
        )
    return LABS[id]


def _mixed(id: str, seed: int) -> int:
    return int.from_bytes(hashlib.sha256(f"{id} {seed}".encode()).digest()[:8], "big")


def _difference(case: CodeCase, result: dict[str, Any]) -> Difference | None:
    if "error" in result:
        return Difference(case.told, _shown(case.want), "", str(result["error"])[:300])
    got = result.get("value")
    if case.judge(case.want, got):
        return None
    return Difference(case.told, _shown(case.want), _shown(got), _meaning(case, got))


def _meaning(case: CodeCase, got: Any) -> str:
    """What a wrong result may mean: a usual mistake that gives just this, else no more than that it differs."""
    for value, words in case.wrong:
        part = {name: got.get(name) for name in value} if isinstance(value, dict) and isinstance(got, dict) else got
        if close(value, part):
            return words
    return "the result differs"


def _shown(value: Any) -> str:
    words = repr(value)
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"
