"""Tries a packed bundle as somebody would who has nothing but it: no Python on the path, no settings, no network asked
for, and a folder whose name has spaces and accents.

Usage: check_bundle.py dist/one-request-VERSION-SYSTEM-MACHINE.tar.gz [--here]; --here shows the window on this screen;
else one of Xvfb's is used where that is installed. Exit status 1 with one line about the first thing that is not as it
should be.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FOLDER = "Schöne Größe & más"
NAME = "One Request"
FIRST_START_S = 90.0
UNWANTED = ("libreadline", "libgtk", "Qt6Network", "QtNetwork", "libkrb5")
"""Parts of file names: under the GPL, or for a network that the tour never uses."""
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

    def has_model(self) -> bool:
        """Whether the model inside was converted."""
        return self._runs("model", "path").returncode == 0

    def _runs(self, *words: str) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [str(self.command), *words], cwd=self.out, env=self.place, capture_output=True, timeout=300, check=False
        )

    def run(self, *words: str, status: int = 0) -> str:
        """What a command prints. Raises NotWellError for another exit status."""
        done = self._runs(*words)
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


def check_licences(trial: Trial) -> None:
    """Every package that is inside says its version, and the text of its licence lies where it is said."""
    told = json.loads(trial.run("licences", "--json"))
    lost = [each["name"] for each in told["packages"] if not (each["version"] and each["text"])]
    lost += [each["name"] for each in told["packages"] if each["text"] and not Path(each["text"]).is_file()]
    inside = [path.name for path in trial.command.parent.rglob("*") if any(word in path.name for word in UNWANTED)]
    expect(not inside, f"holds what it should not: {', '.join(inside[:5])}")
    expect(not lost and "LGPL-3.0" in told["packages"][0]["licence"], f"licences: no text of {', '.join(lost)}")


def check_first_start(trial: Trial, here: bool) -> bool:
    """The window converts the model by itself; whether there was a screen to try it on."""
    with screen_for(here) as display:
        if display is None:
            return False
        place = {name: value for name, value in trial.place.items() if name != "QT_QPA_PLATFORM"} | display
        said = trial.out / "window.txt"
        with said.open("wb") as errors:
            window = subprocess.Popen([str(trial.window)], cwd=trial.out, env=place, stderr=errors)
        try:
            ends = time.monotonic() + FIRST_START_S
            while time.monotonic() < ends and window.poll() is None and not trial.has_model():
                time.sleep(0.5)
            expect(window.poll() is None, f"the window ended by itself, exit status {window.returncode}")
            expect(trial.has_model(), f"the first start did not convert the model in {FIRST_START_S:.0f} s")
            lines = said.read_text(encoding="utf-8", errors="replace").splitlines()
            expect(not any(line.startswith("Traceback") for line in lines), f"the window said {lines[-1:]}")
        finally:
            window.terminate()
            window.wait(20)
    return True


@contextmanager
def screen_for(here: bool) -> Iterator[dict[str, str] | None]:
    """What a window needs to know of its screen: this one, else one of Xvfb's; None where there is neither."""
    xvfb = shutil.which("Xvfb")
    if here or xvfb is None:
        yield {} if here else None
        return
    with subprocess.Popen(
        [xvfb, "-displayfd", "1", "-screen", "0", "1920x1080x24"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    ) as server:
        try:
            assert server.stdout is not None
            yield {"DISPLAY": f":{server.stdout.readline().decode().strip()}", "QT_QPA_PLATFORM": "xcb"}
        finally:
            server.terminate()


def check_bench(trial: Trial) -> None:
    """`bench` starts processes of its own out of the bundle, and measures the model."""
    told = json.loads(trial.run("bench", "--scene", "paging", "--json"))
    expect(0 < told["first_frame_s"] < 30, f"bench: first frame after {told['first_frame_s']} s")
    expect(bool(told["engine"]) and told["engine"]["decode_tokens_per_s"] > 1, "bench: the engine was not measured")


def check_answer(trial: Trial) -> str:
    """The model inside, converted once, answers."""
    trial.run("model", "install")
    answer = json.loads(trial.run("generate", "--prompt", "What is photosynthesis?", "--max-tokens", "8", "--json"))
    expect("hotosynthesis" in answer["text"], f"generate: says {answer['text']!r}")
    trial.run("doctor")
    return str(answer["text"]).strip()


def check_window(trial: Trial) -> float:
    """Seconds until the window's first frame, as `bench` has it."""
    began = time.time()
    told = trial.run("--own-module", "tourapp.cli.first_frame").split()
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
            check_licences(trial)
            check_files(trial)
            first = check_window(trial)
            shown = check_first_start(trial, "--here" in sys.argv)
            answer = check_answer(trial)
            check_bench(trial)
        except (NotWellError, OSError, ValueError, KeyError) as problem:
            print(f"{Path(words[0]).name}: {problem}", file=sys.stderr)
            return 1
    window = "the model converted by the first window" if shown else "no screen for a window"
    print(f"tried: {commands} commands, a picture, a hand-out, first frame after {first:.2f} s, {window}, bench, ")
    print(f"answer “{answer} …”")
    return 0


if __name__ == "__main__":
    sys.exit(main())
