"""Debian packages that pip cannot bring: what Qt loads, what makes a virtual environment. apt is asked where it may."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

from setting_up import journal
from setting_up.journal import LackingError
from tourapp import preflight

APT_LISTS = Path("/var/lib/apt/lists")


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
    journal.say(f"Installing system packages: {' '.join(packages)}")
    apt = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-o", "DPkg::Lock::Timeout=120"]
    install = [*apt, "install", "-y", "--no-install-recommends", *packages]
    if any(APT_LISTS.glob("*_Packages*")) and journal.logged(install) is None:
        return
    journal.logged([*apt, "update"])
    journal.logged(install)


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
