"""Popular claims that a scene touches: what is commonly told, and when it holds. Words only, from `claims.json` in the
scene's own folder."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec

from tourapp.authoring.scene import Scene

NAME = "claims.json"


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim: as it is told, and when it is true."""

    told: str
    holds: str


def claims_of(scene: Scene) -> tuple[Claim, ...]:
    """The claims a scene puts right; none for most, and none for a scene of one file."""
    return () if scene.folder is None else _read(scene.folder / NAME)


@lru_cache(maxsize=256)
def _read(path: Path) -> tuple[Claim, ...]:
    return msgspec.json.decode(path.read_bytes(), type=tuple[Claim, ...]) if path.exists() else ()
