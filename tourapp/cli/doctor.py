"""`tourapp doctor`: what this computer has and lacks for the tour, with remedies. Repairs nothing."""

from __future__ import annotations

import argparse
import importlib
import importlib.metadata
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import Any

from tourapp import preflight
from tourapp.cli.bounds import declared, numbers, outside
from tourapp.cli.result import Result
from tourapp.errors import TourError
from tourapp.itself import UNPACK, is_bundle, own_process

PYTHON_RANGE = ((3, 11), (3, 15))
UNTRIED = (3, 14)
"""Every package has wheels for it, and nobody has tried it."""
QT_RANGE = ((6, 10, 3), (6, 12))
"""First version that works and first that does not; the same as in pyproject.toml."""

REINSTALL = "install tourapp again: pip install --force-reinstall tourapp, or make run in a source tree"
PROBE_SECONDS = 60
NO_SCREEN = "no screen: pictures are rendered to out/"


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing looked at: what was found, and what to do about it where it is not in order."""

    name: str
    ok: bool
    detail: str
    remedy: str = ""


def register(sub: Any) -> None:
    """Add the command to the parser."""
    parser = sub.add_parser("doctor", allow_abbrev=False, help="what this computer has and lacks")
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> Result:
    """Run every check; exit status 0 if all is well, else 3."""
    checks = examine()
    ok = all(check.ok for check in checks)
    return Result({"ok": ok, "checks": [asdict(check) for check in checks]}, as_text(checks), 0 if ok else 3)


def examine() -> list[HealthCheck]:
    """Every check in a fixed order; one that breaks is reported as broken and does not stop the others."""
    _probe.cache_clear()
    done = []
    for name, check in CHECKS.items():
        try:
            ok, detail, remedy = check()
        except TourError as problem:
            ok, detail, remedy = False, *_split(str(problem).removeprefix(f"{name}: "))
        except Exception as problem:  # a broken installation can raise anything
            ok, detail, remedy = False, f"{type(problem).__name__}: {problem}", REINSTALL
        done.append(HealthCheck(name, ok, detail, "" if ok else _usable(remedy)))
    return done


def _usable(remedy: str) -> str:
    """A remedy as it works here: no package can be put into a bundle."""
    return UNPACK if is_bundle() and ("pip install" in remedy) else remedy


def as_text(checks: list[HealthCheck]) -> str:
    """The checks for people: one line each, and the remedy below what is not in order."""
    lines = []
    for check in checks:
        lines.append(f"{'ok  ' if check.ok else 'LACK'}  {check.name:<10} {check.detail}")
        if not check.ok:
            lines.append(f"      {'':<10} -> {check.remedy}")
    return "\n".join(lines)


Outcome = tuple[bool, str, str]


def check_python() -> Outcome:
    """The running Python is one the packages are made for."""
    low, high = PYTHON_RANGE
    found = sys.version.split()[0]
    ok = low <= sys.version_info[:2] < high
    told = f"Python {found}, untried" if sys.version_info[:2] == UNTRIED else f"Python {found}"
    return ok, told, "use Python 3.11, 3.12 or 3.13"


def check_libraries() -> Outcome:
    """The system libraries Qt needs for what can be shown here."""
    needed = preflight.needed_libraries(window=True)
    absent = preflight.missing(needed)
    if absent:
        names = ", ".join(library.soname for library in absent)
        return False, f"missing: {names}", preflight.remedy(preflight.packages(absent))
    if not sys.platform.startswith("linux"):
        return True, "come with the Qt packages", ""
    return True, f"all {len(needed)} that Qt needs here load", ""


def check_qt() -> Outcome:
    """PySide6 is a version known to work, and imports."""
    found = importlib.metadata.version("pyside6-essentials")
    low, high = QT_RANGE
    wanted = f">={_dotted(low)},<{_dotted(high)}"
    remedy = f'pip install "pyside6-essentials{wanted}"'
    if not low <= numbers(found) < high:
        return False, f"PySide6 {found}, wanted {wanted}", remedy
    absent = preflight.missing(preflight.QT_LIBRARIES)
    if absent:
        return (
            False,
            f"PySide6 {found} cannot be imported: system libraries",
            preflight.remedy(preflight.packages(absent)),
        )
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as problem:
        return False, f"PySide6 {found} cannot be imported: {problem}", remedy
    return True, f"PySide6 {found}", ""


def check_module(module: str, package: str) -> Callable[[], Outcome]:
    """A check that a Python package imports."""

    def check() -> Outcome:
        try:
            importlib.import_module(module)
            return True, f"{package} {importlib.metadata.version(package)}", ""
        except (ImportError, importlib.metadata.PackageNotFoundError) as problem:
            absent = preflight.missing(preflight.QT_LIBRARIES) if ".so" in str(problem) else []
            remedy = preflight.remedy(preflight.packages(absent)) if absent else f"pip install {package}"
            return False, f"{package}: {problem}", remedy

    return check


def check_packages() -> Outcome:
    """Every package the product needs is installed, in a version it was made for."""
    if is_bundle():
        return True, "those the bundle was made with", ""
    try:
        wanted = declared()
    except importlib.metadata.PackageNotFoundError:
        return True, "run from its files, without a list of packages", ""
    wrong = outside(wanted)
    told = ", ".join(f"{name} {version or 'is missing'}, wanted {wanted[name]}" for name, version in wrong.items())
    remedy = "pip install " + " ".join(f'"{name}{wanted[name]}"' for name in wrong)
    return not wrong, told or f"all {len(wanted)} within their bounds", remedy


def check_fonts() -> Outcome:
    """The files of both font packages are there, and Qt loads them."""
    packages = {family: package.replace("_", "-") for family, (package, _) in preflight.FONT_FILES.items()}
    absent = [family for family in packages if preflight.font_file(family) is None]
    if not absent:
        absent = _probe().get("missing_fonts", [])
    if absent:
        remedy = "pip install --force-reinstall " + " ".join(packages[family] for family in absent)
        return False, f"{', '.join(absent)}: the system's font is used instead", remedy
    return True, "Inter and JetBrains Mono", ""


def check_screens() -> Outcome:
    """Qt starts on the display of this session; without one, pictures are rendered to files."""
    found = _probe()
    if "problem" in found:
        return False, f"Qt does not start: {found['problem']}", "for pictures set QT_QPA_PLATFORM=offscreen"
    if not preflight.has_screen():
        return True, NO_SCREEN, ""
    sizes = ", ".join(f"{s['width']} x {s['height']} at {s['scale']:g}" for s in found["screens"])
    return bool(found["screens"]), f"{found['platform']}: {sizes or 'none'}", "connect a screen"


def check_model() -> Outcome:
    """The small model is installed and its converted file is what was written."""
    from tourapp.engine import model_store
    from tourapp.engine.model_files import is_intact

    header = model_store.read_header()
    if not is_intact(model_store.model_dir(), header.weights_sha256, again=True):
        own = model_store.is_own()
        remedy = "tourapp model install --force" + (" FILE, or tourapp model remove" if own else "")
        return False, f"{header.name}: its converted file is damaged", remedy
    by_hand = ", given by hand: no recordings are of it" if model_store.is_own() else ""
    return True, f"{header.name} in {model_store.model_dir()}{by_hand}", ""


def check_recordings() -> Outcome:
    """The recordings that are shown without the model can be read."""
    from tourapp.engine.shipped import PLANS, shipped_recording

    for name in PLANS:
        shipped_recording(name)
    return True, ", ".join(PLANS), ""


def check_specs() -> Outcome:
    """The tables of models, GPUs and prices can be read."""
    from tourapp import specs

    counts = len(specs.models()), len(specs.gpus()), len(specs.prices())
    return True, "{} models, {} GPUs, {} price cards".format(*counts), ""


def check_log() -> Outcome:
    """The last run of the window did not crash; where the notes of the last runs lie."""
    from tourapp import run_log
    from tourapp.places import log_dir

    last = next(iter(run_log.runs()), None)
    if last is None:
        return True, f"no run yet; notes go to {log_dir()}", ""
    if run_log.crashed(last):
        return False, f"the last run crashed: {last}", "send this file with a report; --debug shows more"
    return True, str(last), ""


CHECKS: dict[str, Callable[[], Outcome]] = {
    "python": check_python,
    "libraries": check_libraries,
    "qt": check_qt,
    "charts": check_module("pyqtgraph", "pyqtgraph"),
    "numpy": check_module("numpy", "numpy"),
    "packages": check_packages,
    "fonts": check_fonts,
    "screens": check_screens,
    "model": check_model,
    "recordings": check_recordings,
    "specs": check_specs,
    "log": check_log,
}


def _dotted(version: tuple[int, ...]) -> str:
    return ".".join(str(part) for part in version)


def _split(message: str) -> tuple[str, str]:
    """A message of the form "what is wrong; what to do" in its two halves."""
    detail, _, remedy = message.partition("; ")
    return detail, remedy or REINSTALL


@lru_cache(maxsize=1)
def _probe() -> dict[str, Any]:
    """What Qt finds when it starts, from a process of its own; {"problem": why} when it does not start."""
    try:
        done = subprocess.run(
            own_process("tourapp.qt.probe"), capture_output=True, text=True, check=False, timeout=PROBE_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired) as problem:
        return {"problem": str(problem)}
    if done.returncode == 0:
        found: dict[str, Any] = json.loads(done.stdout)
        return found
    said = [line.strip() for line in done.stderr.splitlines() if line.strip()]
    first = [line for line in said if line.startswith("qt.")]  # Qt's own reason, before its general advice
    return {"problem": (first or said[-1:] or [f"exit status {done.returncode}"])[0]}
