"""The virtual environment .venv: whether the one that is there can be used, and how it is made."""

from __future__ import annotations

import shutil
import subprocess
import sys

from setting_up import journal
from setting_up.journal import LackingError


def venv_fits() -> bool:
    """Whether .venv runs and was made here; a moved or half-made one does not. A hand-made one is adopted."""
    if not journal.PYTHON.exists():
        return False
    if (journal.STAMPS / "venv").exists():
        return journal.stamped("venv", str(journal.ROOT))
    probe = "import pip, sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))"
    if subprocess.run([str(journal.PYTHON), "-c", probe], capture_output=True, check=False).returncode:
        return False
    journal.set_stamp("venv", str(journal.ROOT))
    return True


def provide_venv() -> None:
    """A working .venv with pip in it; the log of what was tried before is kept."""
    journal.say(f"Making .venv with Python {sys.version.split()[0]}")
    log = journal.LOG.read_text(encoding="utf-8") if journal.LOG.exists() else ""
    shutil.rmtree(journal.VENV, ignore_errors=True)
    journal.STAMPS.mkdir(parents=True)
    journal.LOG.write_text(log, encoding="utf-8")
    problem = journal.logged([sys.executable, "-m", "venv", str(journal.VENV)])
    if problem:
        raise LackingError(f"The virtual environment {journal.VENV} could not be made: {journal.last_line(problem)}")
    journal.set_stamp("venv", str(journal.ROOT))
