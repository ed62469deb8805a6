"""Locks what the set-up installs: every package with its version and the hashes of its files, into .setup/lock/.

Usage: make lock (versions stay where pyproject.toml allows them), make lock ARGS=--upgrade (the newest it allows).

One lock serves Python 3.11 to 3.13 on Linux, macOS and Windows: one version of a package for all of them, so that all
print the same numbers. uv does the resolving; it comes, itself locked, into a folder that is gone afterwards. Packages
come from the index pip is configured with; further indexes and folders of this computer are left out, because
the few files they hold would be all that the lock knows of. No address gets into a lock.
"""

from __future__ import annotations

import os
import runpy
import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # for what the product itself knows; the standard library is enough for it
LOCKS = ROOT / ".setup" / "lock"
UV = "uv>=0.5,<1"
BUNDLER = "pyinstaller>=6.11,<7"
"""Puts Python and the product into one folder; GPL with an exception for what it makes, which may have any licence."""
OLDEST = "3.11"


def pip(*words: str) -> str:
    """What a pip command prints; raises CalledProcessError when it fails."""
    done = subprocess.run([sys.executable, "-m", "pip", *words], check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def surroundings() -> dict[str, str]:
    """The environment for uv: this one, with the index and the certificates that pip uses."""
    settings = {}
    for line in pip("config", "list").splitlines():
        name, _, value = line.partition("=")
        settings[name.rpartition(".")[2]] = value.strip("'\"")  # environment comes last and wins, as in pip
    kept = {name: value for name, value in os.environ.items() if not name.startswith("UV_")}
    if "index-url" in settings:
        kept["UV_DEFAULT_INDEX"] = settings["index-url"]
    if "cert" in settings:
        kept["SSL_CERT_FILE"] = settings["cert"]
    return kept


def provide_uv(folder: Path) -> Path:
    """uv in this folder, the locked one if there is one."""
    locked = LOCKS / "uv.txt"
    what = ["--require-hashes", "-r", str(locked)] if locked.exists() else [UV]
    pip("install", "-q", "--disable-pip-version-check", "--target", str(folder), *what)
    return folder / "bin" / "uv"


def backend() -> list[str]:
    """What building the package needs, an editable installation included."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        return [*tomllib.load(file)["build-system"]["requires"], "editables>=0.5,<1"]


def compile_lock(uv: Path, name: str, words: list[str], lines: list[str] | None = None) -> None:
    """Write one lock, from pyproject.toml or from these lines of requirements."""
    source, given = ("pyproject.toml", "") if lines is None else ("-", "\n".join(lines))
    command = [str(uv), "pip", "compile", "-q", source, "--output-file", f".setup/lock/{name}.txt"]
    command += ["--universal", "--python-version", OLDEST, "--fork-strategy", "fewest", "--only-binary", ":all:"]
    command += ["--generate-hashes", "--no-annotate", "--custom-compile-command", "make lock", *words]
    print(f"Locking {name}", flush=True)
    subprocess.run(command, cwd=ROOT, env=surroundings(), check=True, text=True, input=given)


def model_file() -> str:
    """The package of the small model, in the version that the product knows."""
    return str(runpy.run_path(str(ROOT / "tourapp" / "engine" / "installer.py"))["MODEL_FILE"])


def main() -> int:
    """Command line; returns the exit status."""
    words = sys.argv[1:]
    if words not in ([], ["--upgrade"]):
        print("usage: lock.py [--upgrade]", file=sys.stderr)
        return 2
    model = model_file()
    LOCKS.mkdir(exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            uv = provide_uv(Path(folder))
            compile_lock(uv, "test", ["--extra", "test", *words])
            # What runs is what was tested: the same versions.
            compile_lock(uv, "run", ["--constraints", ".setup/lock/test.txt", *words])
            compile_lock(uv, "build", words, backend())
            compile_lock(uv, "bundle", words, [BUNDLER])
            compile_lock(uv, "model", ["--no-deps", *words], [model])
            compile_lock(uv, "uv", words, [UV])
    except subprocess.CalledProcessError as problem:
        print(f"The lock could not be made: {problem.cmd[0]} said why above; what was locked stays.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
