"""The Python packages, exactly those of the lock in .setup/lock, and the product itself, editable.

pip takes a file only if its hash stands in the lock, and only wheels: building another package from its sources would
fetch tools that no lock knows. hatchling, which builds the product, is locked too; it lies in a folder of its own for
the moment it is needed and never in .venv.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from pathlib import Path

from setting_up import journal
from setting_up.journal import LackingError

LOCKS = journal.ROOT / ".setup" / "lock"
UNREACHABLE = (
    "NewConnectionError",
    "NameResolutionError",
    "Temporary failure in name resolution",
    "ProxyError",
    "ConnectTimeoutError",
    "ReadTimeoutError",
    "Connection refused",
    "Network is unreachable",
    "Max retries exceeded",
    "SSLError",
    "is not a trusted or secure host",
)
ANOTHER_FILE = "DO NOT MATCH THE HASHES"
NOT_LOCKED = re.compile(r"(?:must have their versions pinned with ==|Hashes are required)[^\n]*\n\s+([A-Za-z0-9._-]+)")
PIP = ("-m", "pip", "--disable-pip-version-check", "install", "--retries", "2", "--no-input", "--progress-bar", "off")


def pip_install(what: str, words: list[str], environment: dict[str, str] | None = None) -> None:
    """pip install; raises LackingError with one line when it fails."""
    journal.say(f"Installing {what}")
    began = time.monotonic()
    problem = journal.logged([str(journal.PYTHON), *PIP, *words], environment)
    if problem is not None:
        raise LackingError(told(what, problem))
    journal.say(f"  done in {time.monotonic() - began:.0f} s")


def locked(name: str) -> list[str]:
    """The words that let pip install what a lock names and nothing else."""
    return ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCKS / f"{name}.txt")]


def told(what: str, output: str) -> str:
    """One line on why pip failed and what to do."""
    if ANOTHER_FILE in output:
        found = re.search(r"^\s+([A-Za-z0-9._-]+==\S+)", output.partition(ANOTHER_FILE)[2], re.M)
        return (
            f"{found.group(1) if found else what} is not the file that the lock names (another hash), nothing of this "
            f"step was installed: clear damaged downloads with `{journal.PYTHON} -m pip cache purge` and try again, "
            f"or set PIP_INDEX_URL to an index you trust (both hashes: {journal.LOG})"
        )
    unnamed = NOT_LOCKED.search(output)
    if unnamed:
        return f"{unnamed.group(1)} is in no lock, run `make lock` and try again (details: {journal.LOG})"
    if any(sign in output for sign in UNREACHABLE):
        return (
            "The Python package index cannot be reached: connect this computer to the internet, or "
            f"set PIP_INDEX_URL to a mirror, and try again (details: {journal.LOG})"
        )
    return f"pip could not install {what}: {journal.last_line(output)} (all of it: {journal.LOG})"


def package_key() -> str:
    """Changes when the dependencies, their lock or the set-up itself change."""
    setup = journal.ROOT / ".setup"
    stages = sorted((setup / "setting_up").glob("*.py"))
    locks = [LOCKS / f"{name}.txt" for name in ("run", "test", "build")]
    return journal.key_of(journal.ROOT / "pyproject.toml", setup / "prepare", setup / "prepare.py", *stages, *locks)


def package_ready(profile: str, key: str) -> bool:
    """Whether the package is installed with what the profile needs; `test` includes `run`."""
    finished = any(journal.stamped(f"package-{done}", key) for done in (profile, "test"))
    return finished and (journal.VENV / "bin" / "tourapp").exists()


def provide_package(profile: str, key: str) -> None:
    """What the profile's lock names, then the product, editable."""
    size = "Qt, numpy and the rest" + (" and the tools for tests" if profile == "test" else "")
    pip_install(f"the locked packages ({size}; a few minutes the first time)", locked(profile))
    backend = journal.STAMPS / "backend"
    shutil.rmtree(backend, ignore_errors=True)
    try:
        pip_install("what builds the product", ["--target", str(backend), *locked("build")])
        pip_install("the product", ["--no-deps", "--no-build-isolation", "-e", "."], beside(backend))
    finally:
        shutil.rmtree(backend, ignore_errors=True)
    journal.set_stamp(f"package-{profile}", key)


def beside(folder: Path) -> dict[str, str]:
    """This environment, with the packages of a folder to import."""
    return {**os.environ, "PYTHONPATH": str(folder)}
