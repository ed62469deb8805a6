"""What bundle, release and trial of the wheels share: environments with locked packages, the wheel, checksums."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / ".setup" / "lock"
DIST = ROOT / "dist"


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)


def run(*words: str | Path, where: Path = ROOT) -> None:
    """Run a command; its output is seen. Raises CalledProcessError when it fails."""
    subprocess.run([str(word) for word in words], cwd=where, check=True)


def python_of(environment: Path) -> Path:
    """The interpreter of an environment."""
    return environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def make_environment(environment: Path, *locks: str) -> None:
    """A new environment with the packages of these locks, exactly the files whose hashes stand there."""
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=True)
    for name in locks:
        more = ("--no-deps",) if name == "model" else ()
        install(environment, *more, "--require-hashes", "--only-binary", ":all:", "-r", LOCKS / f"{name}.txt")


def install(environment: Path, *words: str | Path) -> None:
    """pip in an environment."""
    run(python_of(environment), "-m", "pip", "install", "-q", "--disable-pip-version-check", *words)


def product_wheel(environment: Path, folder: Path) -> Path:
    """The product's wheel, built in an environment that has the lock `build`; any older one in the folder goes."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("tourapp-*.whl"):
        old.unlink()
    words = ("wheel", "-q", "--disable-pip-version-check", "--no-deps", "--no-build-isolation", "-w", folder, ROOT)
    run(python_of(environment), "-m", "pip", *words)
    return next(folder.glob("tourapp-*.whl"))


def checksum_of(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_checksum(path: Path) -> str:
    """Put a file's SHA-256 beside it, in the form that `sha256sum -c` reads; returns it."""
    checksum = checksum_of(path)
    path.with_name(path.name + ".sha256").write_text(f"{checksum}  {path.name}\n", encoding="utf-8")
    return checksum
