"""Tries a packed bundle as somebody would who has nothing but it: no Python on the path, no settings, no network asked
for, and a folder whose name has spaces and accents.

Usage: check_bundle.py dist/one-request-VERSION-SYSTEM-MACHINE.tar.gz [--here]; --here shows the window on this screen
as well. Exit status 1 with one line about the first thing that is not as it should be.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from pathlib import Path

FOLDER = "Schöne Größe & más"
NAME = "One Request"
LISTED = re.compile(r"^    ([a-z]+)(?: |$)", re.M)
"""A command in the help of the whole program."""


class NotWellError(Exception):
    """What is not as it should be, in one line."""


class Trial:
    """An unpacked bundle and a person's empty home beside it."""

    def __init__(self, folder: Path, home: Path) -> None:
        suffix = ".exe" if sys.platform == "win32" else ""
        self.command, self.window = folder / f"tourapp{suffix}", folder / f"{NAME}{suffix}"
        self.out = home / "out"
        self.out.mkdir(parents=True)
        kept = {
            name: value for name, value in os.environ.items() if name in ("SYSTEMROOT", "DISPLAY", "OPENBLAS_CORETYPE")
        }
        where = "/usr/bin:/bin" if sys.platform != "win32" else os.environ.get("SYSTEMROOT", "")
        homes = {"HOME": str(home), "USERPROFILE": str(home), "LOCALAPPDATA": str(home / "local")}
        self.place = {**kept, **homes, "PATH": where, "LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen"}

    def run(self, *words: str, status: int = 0) -> str:
        """What a command prints. Raises NotWellError for another exit status."""
        done = subprocess.run(
            [str(self.command), *words], cwd=self.out, env=self.place, capture_output=True, timeout=300, check=False
        )
        if done.returncode != status:
            said = done.stderr.decode("utf-8", "replace").strip().splitlines()
            raise NotWellError(f"tourapp {' '.join(words)}: exit status {done.returncode}: {said[-1] if said else ''}")
        return done.stdout.decode("utf-8")


def unpack(file: Path, into: Path) -> Path:
    """The bundle's folder."""
    if file.suffix == ".zip":
        with zipfile.ZipFile(file) as archive:
            archive.extractall(into)
    else:
        with tarfile.open(file) as archive:
            archive.extractall(into, filter="data")
    return into / NAME


def expect(holds: bool, what: str) -> None:
    """Raises NotWellError where something does not hold."""
    if not holds:
        raise NotWellError(what)


def check_commands(trial: Trial) -> int:
    """Every command's help, and that doctor finds all but the converted model; returns how many commands there are."""
    expect(trial.run("--version").startswith(NAME), "--version: does not say what this is")
    commands = LISTED.findall(trial.run("--help"))
    expect(len(commands) > 10, f"--help: lists {len(commands)} commands")
    for command in commands:
        expect("usage:" in trial.run(command, "--help"), f"{command} --help: shows no usage")
    checks = {each["name"]: each for each in json.loads(trial.run("doctor", "--json", status=3))["checks"]}
    lacking = [name for name, each in checks.items() if not each["ok"]]
    expect(lacking == ["model"], f"doctor: lacks {', '.join(lacking)}, and not the model alone")
    scenes = json.loads(trial.run("list", "--json"))["scenes"]
    expect(len(scenes) >= 15, f"list: {len(scenes)} scenes")
    return len(commands)


def check_files(trial: Trial) -> None:
    """A picture and a hand-out."""
    trial.run("snapshot", "kv_hall", "--beat", "decode", "-o", "hall.png")
    expect((trial.out / "hall.png").stat().st_size > 100_000, "snapshot: an empty picture")
    trial.run("export", "queue.pdf", "--scenes", "queue")
    expect((trial.out / "queue.pdf").read_bytes().startswith(b"%PDF"), "export: no PDF")


def check_answer(trial: Trial) -> str:
    """The model inside, converted once, answers."""
    trial.run("model", "install")
    answer = json.loads(trial.run("generate", "--prompt", "What is photosynthesis?", "--max-tokens", "8", "--json"))
    expect("hotosynthesis" in answer["text"], f"generate: says {answer['text']!r}")
    trial.run("doctor")
    return str(answer["text"]).strip()


def check_window(trial: Trial, *, here: bool) -> float:
    """Seconds until the window's first frame, as `bench` has it; here: on this screen too, for two seconds."""
    began = time.time()
    told = trial.run("--own-module", "tourapp.cli.first_frame").split()
    if here:
        place = {name: value for name, value in trial.place.items() if name != "QT_QPA_PLATFORM"}
        window = subprocess.Popen([str(trial.window)], cwd=trial.out, env=place)
        time.sleep(2.0)
        expect(window.poll() is None, f"the window ended by itself, exit status {window.returncode}")
        window.terminate()
        window.wait(20)
    return float(told[-2]) - began


def main() -> int:
    """Try it; returns the exit status."""
    words = [word for word in sys.argv[1:] if word != "--here"]
    if len(words) != 1:
        print("usage: check_bundle.py FILE [--here]", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch) / FOLDER
        home.mkdir()
        try:
            trial = Trial(unpack(Path(words[0]), home), home / "home")
            commands = check_commands(trial)
            check_files(trial)
            first = check_window(trial, here="--here" in sys.argv)
            answer = check_answer(trial)
        except (NotWellError, OSError, ValueError, KeyError) as problem:
            print(f"{Path(words[0]).name}: {problem}", file=sys.stderr)
            return 1
    print(f"tried: {commands} commands, a picture, a hand-out, first frame after {first:.2f} s, answer “{answer} …”")
    return 0


if __name__ == "__main__":
    sys.exit(main())
