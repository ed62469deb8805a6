"""`--model` and `--gpu` of the commands: the id of a row, or a file of one's own, which is a row for this run."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tourapp.specs.own.config import OwnModel
    from tourapp.specs.own.gpu_row import OwnGpu

MODEL_WORDS = "the model: an id (`tourapp list --specs`), or the config.json of your own"
GPU_WORDS = "the GPU: an id (`tourapp list --specs`), or a JSON file with a row of your own"
INPUTS = ("model", "gpu")


def add_own(parser: argparse.ArgumentParser) -> None:
    """The two options, for commands that draw."""
    parser.add_argument("--model", metavar="ID|FILE", help=MODEL_WORDS)
    parser.add_argument("--gpu", metavar="ID|FILE", help=GPU_WORDS)


def remembered_rows() -> None:
    """Put the rows that are kept between two runs behind those of the tables; what is wrong with them is told."""
    from tourapp.places import config_dir

    if not (config_dir() / "own_rows.json").exists():  # the usual case costs nothing
        return
    from tourapp.errors import DamagedFileError
    from tourapp.player.own_rows import load_own_rows

    try:
        words = load_own_rows()
    except DamagedFileError:  # a shipped table: whoever needs it says so
        return
    if words:
        print(words, file=sys.stderr)


def own_settings(args: argparse.Namespace, *, keep: bool = False) -> dict[str, str]:
    """What `--model` and `--gpu` set: the shared inputs of those names, by id; rows of files are kept for the next runs
    where that is wanted. UsageError names what is wrong."""
    found = {name: row_of(name, word) for name in INPUTS if (word := getattr(args, name, None)) is not None}
    for given in found.values():
        tell(given)
        if keep and given.read is not None:
            _keep(given)
    return {name: given.id for name, given in found.items()}


@dataclass(frozen=True, slots=True)
class GivenRow:
    """The row that a word of the command line means, and what was read where it is a file's."""

    id: str
    read: OwnModel | OwnGpu | None = None

    @property
    def data(self) -> dict[str, Any]:
        """What was read, for JSON."""
        if self.read is None:
            return {}
        stored = getattr(self.read, "stored", None)
        return {
            "id": self.id,
            "file": self.read.file,
            "stored_bits": stored.bits if stored is not None else None,
            "assumed": [str(words) for words in self.read.assumed],
            "unread": [str(words) for words in self.read.unread],
        }

    @property
    def notes(self) -> list[str]:
        """What was read, as lines for a person."""
        if self.read is None:
            return []
        stored = getattr(self.read, "stored", None)
        words = [*([stored.words] if stored is not None else []), *self.read.assumed, *self.read.unread]
        return [f"{self.read.file}: {each}" for each in words]

    def notes_for(self, weight_bits: int) -> list[str]:
        """The same, and where the weights are stored in other bits than these, how to count those."""
        bits = self.data.get("stored_bits")
        if bits is None or bits == weight_bits:
            return self.notes
        return [
            *self.notes,
            f"counted here with {weight_bits}-bit weights; --weight-bits {bits} counts those of the file",
        ]


def row_of(kind: str, word: str) -> GivenRow:
    """The row that a word means. UsageError names the file and the field, or lists the ids."""
    from tourapp import specs
    from tourapp.errors import UsageError

    known = specs.models() if kind == "model" else specs.gpus()
    if word in known:
        return GivenRow(word)
    if not _is_file(word):
        try:
            (specs.model if kind == "model" else specs.gpu)(word)
        except UsageError as error:
            what = "config.json of a model" if kind == "model" else "JSON file with a row"
            raise UsageError(f"--{kind}: {error}; or give the {what}") from None
    try:
        return _read(kind, Path(word))
    except UsageError as error:
        raise UsageError(f"--{kind} {error}") from None


def rows_of(kind: str, words: list[str] | None) -> list[GivenRow]:
    """The rows that several words mean."""
    return [row_of(kind, word) for word in words or ()]


def tell(given: GivenRow) -> None:
    """What was read of a file, on stderr."""
    for line in given.notes:
        print(line, file=sys.stderr)


def _keep(given: GivenRow) -> None:
    from tourapp import specs
    from tourapp.player.own_rows import keep_own_row

    words = keep_own_row(specs.own_models().get(given.id) or specs.own_gpus()[given.id])
    if words:
        print(words, file=sys.stderr)


def _is_file(word: str) -> bool:
    return word.lower().endswith(".json") or os.sep in word or "/" in word or os.path.exists(word)


def _read(kind: str, path: Path) -> GivenRow:
    from tourapp import specs
    from tourapp.specs.own.opened import read_gpu_file, read_model_file

    if kind == "model":
        model = read_model_file(path)
        return GivenRow(specs.add_model(model.row).id, model)
    gpu = read_gpu_file(path)
    return GivenRow(specs.add_gpu(gpu.row).id, gpu)
