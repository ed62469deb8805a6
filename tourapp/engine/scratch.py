"""Large arrays that are only read: they lie in a nameless file of the cache folder, mapped, where the system can take
their memory back. Nothing of it is left when the program ends, however it ends."""

from __future__ import annotations

import mmap
import tempfile
from pathlib import Path

import numpy as np


class Scratch:
    """One file that grows by whole arrays."""

    def __init__(self, folder: Path) -> None:
        """A new file in `folder`. Raises OSError."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115 - it lives as long as the arrays
        self._end = 0

    def keep(self, array: np.ndarray) -> np.ndarray:
        """The same array, read-only, from the file. Raises OSError when the disk is full: writing tells that, where
        filling a map would end the process."""
        size = array.nbytes
        self._file.seek(self._end)
        self._file.write(np.ascontiguousarray(array).data)
        self._file.flush()
        held = mmap.mmap(self._file.fileno(), size, access=mmap.ACCESS_READ, offset=self._end)
        self._end += -(-size // mmap.ALLOCATIONGRANULARITY) * mmap.ALLOCATIONGRANULARITY
        return np.frombuffer(held, array.dtype).reshape(array.shape)
