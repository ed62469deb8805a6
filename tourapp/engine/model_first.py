"""The first start with the small model's file at hand: whether it is converted without being asked for.

It is, once, unless a person stopped it or took the model away: then a mark in the cache says so until a model is
installed by command or button.
"""

from __future__ import annotations

from contextlib import suppress

from tourapp.engine import model_store
from tourapp.engine.model_files import HEADER
from tourapp.errors import MissingError

MARK = "not-by-itself"
"""An empty file beside the models."""


def lies_ready() -> bool:
    """Whether the small model's file is here and nothing was ever made of it. A model that is damaged is not made
    anew behind a person's back: it is named, with its remedy."""
    mark = model_store.cache_dir() / "models" / MARK
    if mark.exists() or (model_store.model_dir() / HEADER).exists():
        return False
    try:
        model_store.find_gguf()
    except MissingError:
        return False
    return True


def decline() -> None:
    """A person does not want it: it is not converted by itself at the next start either."""
    mark = model_store.cache_dir() / "models" / MARK
    with suppress(OSError):  # a cache that cannot be written asks again: no harm
        mark.parent.mkdir(parents=True, exist_ok=True)
        mark.touch()


def accept() -> None:
    """A model was asked for."""
    with suppress(OSError):
        (model_store.cache_dir() / "models" / MARK).unlink(missing_ok=True)
