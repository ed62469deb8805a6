"""How the product starts a process of its own: by the Python that runs it, or, in a bundle, by the bundle's program.

A bundle has no Python that could be given a module's name: its program takes one behind `OWN_MODULE` instead.
"""

from __future__ import annotations

import sys
from pathlib import Path

OWN_MODULE = "--own-module"
"""Of a bundle's program only, before anything else: the module of this product that runs in its place."""
COMMAND = "tourapp"
"""The bundle's program that has a console."""
UNPACK = "unpack the bundle again, into a new folder"
"""The remedy for a bundle in which something is missing."""


def is_bundle() -> bool:
    """Whether this runs from a bundle, which no package manager has made and none can change."""
    return bool(getattr(sys, "frozen", False))


def own_process(module: str, *words: str) -> list[str]:
    """The command that runs a module of this product with these words, in a process of its own."""
    if not is_bundle():
        return [sys.executable, "-m", module, *words]
    here = Path(sys.executable)
    return [str(here.with_name(COMMAND + here.suffix)), OWN_MODULE, module, *words]
