"""A process on a full disk: writes every kind of file with a limit on its size, and prints what came of it as JSON.

Usage: python -m tests.export.full_disk FOLDER. The limit (RLIMIT_FSIZE) makes every writer of the process meet a failed
write, as a full disk does: at once, half way, and close to the end (large letters are rastered a little differently
from time to time, so a second file may be some bytes shorter).
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import sys
from pathlib import Path
from typing import Any

from tourapp.cli import main
from tourapp.engine.recording_file import save_recording
from tourapp.engine.shipped import shipped_recording
from tourapp.errors import TourError

OLD = b"the good old file"
FILM = ["--scenes", "batching", "--fps", "1", "--size", "320x180"]
KINDS = {
    "a.png": ["snapshot", "batching", "--size", "320x180", "-o"],
    "a.pdf": ["export", "--scenes", "batching"],
    "a.webp": ["export", *FILM],
    "a.gif": ["export", *FILM],
    "a.mp4": ["export", *FILM],
    "a.npz": [],
}


def write(target: Path) -> tuple[int, str]:
    """Exit status and stderr of writing one file."""
    said = io.StringIO()
    with contextlib.redirect_stderr(said), contextlib.redirect_stdout(io.StringIO()):
        if target.suffix != ".npz":
            return main([*KINDS[target.name], str(target)]), said.getvalue()
        try:
            save_recording(shipped_recording("river"), target)
        except TourError as error:
            return error.exit_status, str(error)
    return 0, ""


def limited(target: Path, limit: int) -> dict[str, Any]:
    """The same where no file can be longer than so many bytes."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    target.write_bytes(OLD)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
    try:
        status, said = write(target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
    files = sorted(path.name for path in target.parent.iterdir())
    return {
        "kind": target.name,
        "limit": limit,
        "status": status,
        "said": said,
        "files": files,
        "old": target.read_bytes() == OLD,
    }


def run(folder: Path) -> list[dict[str, Any]]:
    """Every kind at every limit, each in a folder of its own."""
    found = []
    for name in KINDS:
        place = folder / name.replace(".", "_")
        place.mkdir()
        status, said = write(place / name)
        if status == 3:
            continue  # no encoder for this kind here
        assert status == 0, said
        size = (place / name).stat().st_size
        found += [limited(place / name, limit) for limit in (0, size // 2, size - 1 - size // 50)]
    return found


if __name__ == "__main__":
    print(json.dumps(run(Path(sys.argv[1]))))
