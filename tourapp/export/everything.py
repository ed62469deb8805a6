"""The whole tour without a screen: a PNG per beat and a PDF hand-out in one folder."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from tourapp.export.folder import make_folder, write_beats
from tourapp.export.handout import write_handout
from tourapp.export.offline import Offline

HANDOUT = "one-request.pdf"


def render_tour(folder: Path, offline: Offline | None = None) -> list[Path]:
    """Everything into `folder`; progress on stderr. Returns the files."""
    offline = offline or Offline()
    make_folder(folder)
    files = write_beats(offline, folder, progress=_tell)
    pages = replace(offline, theme="projector")
    write_handout(pages, folder / HANDOUT, progress=_tell)
    print("", file=sys.stderr)
    return [*files, folder / HANDOUT]


def _tell(done: int, count: int, name: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:3d} of {count} {name:<48.48}", end="", file=sys.stderr, flush=True)
    elif done == count:
        print(f"{count} done", file=sys.stderr)
