"""What the set-up remembers and tells: stamps of finished stages, the log of every command, the words on the screen."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "setup"
LOG = STAMPS / "log.txt"


class LackingError(Exception):
    """This computer lacks something; the message is one line with the remedy."""


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)


def stamped(name: str, key: str) -> bool:
    """Whether the stage `name` was finished with this key."""
    try:
        return (STAMPS / name).read_text(encoding="utf-8") == key
    except OSError:
        return False


def set_stamp(name: str, key: str) -> None:
    """Remember that the stage `name` is finished."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / name).write_text(key, encoding="utf-8")


def key_of(*paths: Path) -> str:
    """Changes when one of these files does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def logged(command: list[str], environment: dict[str, str] | None = None) -> str | None:
    """Run a command with its output in the log; None if it succeeded, else what it printed."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment,
        check=False,
        text=True,
        errors="replace",
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )
    with LOG.open("a", encoding="utf-8") as log:
        log.write(f"$ {' '.join(command)}\n{done.stdout}[exit {done.returncode}]\n")
    return None if done.returncode == 0 else done.stdout


def last_line(output: str) -> str:
    """The last line of a program's output that says something, errors first."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no message"])[-1]
