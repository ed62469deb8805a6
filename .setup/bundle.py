"""Makes the one-folder bundle: Python, Qt, the product and the small model in one folder that needs nothing else.

Usage: make bundle. Everything happens in build/bundle, with the versions of .setup/lock; dist/ then holds the folder
packed, with a checksum beside it. At the end the packed bundle is tried as `check_bundle.py` says. The same command
makes it on Windows and macOS, each on its own system: PyInstaller builds for the system it runs on.
"""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tarfile
import time
import zipfile
from pathlib import Path

from building import DIST, LOCKS, ROOT, install, make_environment, product_wheel, python_of, run, say, write_checksum

WORK = ROOT / "build" / "bundle"
NAME = "One Request"
ENVIRONMENT = WORK / "venv"
READ_FIRST = """One Request {version}: inside LLM inference

Open it: the program "{name}" in this folder. The command line: the program "tourapp" beside it, `tourapp --help`.
Nothing is installed and nothing is fetched. The small model lies in this folder; at the first start it is converted
once, into {cache} (540 MB); the tour plays meanwhile.
Such folders are not signed. Windows: "More info", then "Run anyway". macOS: right mouse button, "Open", "Open" again.
Compare the checksum of the file you downloaded first.
Update: put the folder of the new version in this one's place. Remove: `tourapp uninstall`, then delete this folder.
Licences: `tourapp licences`, and the folder _internal/tourapp/_assets/licences. This folder contains Qt and PySide6
{qt} under the LGPL, version 3, as libraries of their own in _internal that you may replace by changed ones of a
compatible version; their sources: https://download.qt.io/official_releases/QtForPython/ and .../qt/
"""
CACHE = {"win32": r"%LOCALAPPDATA%\one-request\Cache", "darwin": "~/Library/Caches/one-request"}.get(
    sys.platform, "~/.cache/one-request"
)


def provide_environment() -> None:
    """The locked packages, PyInstaller, the product's own wheel and the small model's."""
    shutil.rmtree(WORK, ignore_errors=True)
    say("Making an environment for the bundle")
    make_environment(ENVIRONMENT, "run", "bundle", "build", "model")
    install(ENVIRONMENT, "--no-deps", product_wheel(ENVIRONMENT, WORK / "wheel"))


def bundle() -> Path:
    """The folder, with what a person reads first beside the programs."""
    say("Bundling: half a minute")
    spec = ROOT / ".setup" / "bundling" / "one_request.spec"
    made = WORK / "made"
    words = ("--noconfirm", "--log-level", "ERROR", "--distpath", made, "--workpath", WORK / "work")
    run(python_of(ENVIRONMENT), "-m", "PyInstaller", *words, spec, where=WORK)
    folder = made / NAME
    told = READ_FIRST.format(version=version(), name=NAME, cache=CACHE, qt=qt_version())
    (folder / "READ ME FIRST.txt").write_text(told, encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    return folder


def version() -> str:
    """That of the wheel that was bundled."""
    return next((WORK / "wheel").glob("tourapp-*.whl")).name.split("-")[1]


def qt_version() -> str:
    """That of the lock."""
    lock = (LOCKS / "run.txt").read_text(encoding="utf-8")
    return lock.partition("pyside6-essentials==")[2].split()[0]


def packed(folder: Path) -> Path:
    """One file to hand on, and its checksum beside it; both appear whole or not at all."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    stem = f"one-request-{version()}-{system}-{platform.machine().lower()}"
    DIST.mkdir(exist_ok=True)
    target = DIST / (stem + (".zip" if sys.platform == "win32" else ".tar.gz"))
    part = target.with_name(target.name + ".part")
    say(f"Packing {target.name}")
    if sys.platform == "win32":
        with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
            for file in sorted(folder.rglob("*")):
                archive.write(file, Path(NAME) / file.relative_to(folder))
    else:
        with tarfile.open(part, "w:gz", compresslevel=6) as archive:
            archive.add(folder, NAME)
    part.replace(target)
    write_checksum(target)
    return target


def size_mb(folder: Path) -> float:
    """Of all files, links not followed twice."""
    return sum(file.lstat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6


def main() -> int:
    """Make, pack, try; returns the exit status."""
    if sys.argv[1:]:
        print("usage: bundle.py", file=sys.stderr)
        return 2
    began = time.monotonic()
    try:
        provide_environment()
        folder = bundle()
        file = packed(folder)
        say(f"{file.relative_to(ROOT)}: {file.stat().st_size / 1e6:.0f} MB packed, {size_mb(folder):.0f} MB unpacked")
        run(sys.executable, ROOT / ".setup" / "check_bundle.py", file)
    except subprocess.CalledProcessError as problem:
        say(f"The bundle could not be made: {' '.join(map(str, problem.cmd[:4]))} ... said why above.")
        return 1
    say(f"Done in {time.monotonic() - began:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
