"""The models and GPUs of a person's own that are kept from one run to the next: one JSON file beside the settings,
checked by a schema, written whole. What cannot be read is put aside, and the last good file stands in for it."""

from __future__ import annotations

from pathlib import Path

import msgspec

from tourapp import specs
from tourapp.errors import TourError
from tourapp.places import config_dir
from tourapp.player.kept import BROKEN, backup_of, read_kept, reason_of, saving_failed, set_aside, write_kept
from tourapp.specs import GpuSpec, ModelSpec

NAME = "own_rows.json"
LARGEST = 131_072
"""Bytes; a longer file is not ours."""
MOST = 24
"""Rows of each kind; the oldest goes first."""


class OwnRowsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The rows, oldest first."""

    version: int = 1
    models: list[ModelSpec] = []
    gpus: list[GpuSpec] = []

    def __post_init__(self) -> None:
        """Check what the types cannot say; the message names the row and the field."""
        if self.version != 1:
            raise ValueError(f"version: {self.version} is not 1")
        for row in (*self.models, *self.gpus):
            problem = row.problem()
            if problem:
                raise ValueError(f"row {row.id}: {problem}")


def load_own_rows(where: Path | None = None) -> str:
    """Put the kept rows behind those of the tables; one line where they could not be read ("" when all is well)."""
    path = _path(where)
    if not path.exists():
        return ""
    found, words = _found(path)
    for model in found.models:
        specs.add_model(model)
    for gpu in found.gpus:
        specs.add_gpu(gpu)
    return words


def keep_own_row(row: ModelSpec | GpuSpec, where: Path | None = None) -> str:
    """Keep a row for the next runs; "" or one line on what failed."""
    path = _path(where)
    before = _found(path)[0] if path.exists() else OwnRowsFile()
    models = [each for each in before.models if each.id != row.id]
    gpus = [each for each in before.gpus if each.id != row.id]
    if isinstance(row, ModelSpec):
        models = [*models, row][-MOST:]
    else:
        gpus = [*gpus, row][-MOST:]
    return _write(path, OwnRowsFile(models=models, gpus=gpus))


def drop_own_row(id: str, where: Path | None = None) -> str:
    """Keep a row no longer; "" or one line on what failed."""
    path = _path(where)
    if not path.exists():
        return ""
    before = _found(path)[0]
    models = [each for each in before.models if each.id != id]
    return _write(path, OwnRowsFile(models=models, gpus=[each for each in before.gpus if each.id != id]))


def _path(where: Path | None) -> Path:
    return (where or config_dir()) / NAME


def _found(path: Path) -> tuple[OwnRowsFile, str]:
    """The rows of the file, else those of the last good one; and one line where the file itself could not be read."""
    try:
        return _read(path), ""
    except FileNotFoundError:
        return OwnRowsFile(), ""
    except BROKEN as error:
        reason = reason_of(error)
    aside = set_aside(path)
    try:
        found, words = _read(backup_of(path)), "the last good ones are used"
    except BROKEN:
        found, words = OwnRowsFile(), "there are none"
    beside = f"; the file is kept as {aside}" if aside else ""
    return found, f"Your own models and GPUs could not be read ({reason}): {words}{beside}."


def _write(path: Path, file: OwnRowsFile) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        data = msgspec.json.format(msgspec.json.encode(file), indent=1) + b"\n"
        write_kept(path, data, lambda place: read_kept(place, LARGEST))
    except (OSError, TourError, ValueError) as error:
        return f"Your own models and GPUs could not be saved: {saving_failed(error)}."
    return ""


def _read(path: Path) -> OwnRowsFile:
    return msgspec.json.decode(read_kept(path, LARGEST), type=OwnRowsFile)
