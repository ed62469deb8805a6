"""Popular claims that a scene touches: what is commonly told, and when it holds. Words only, from the lessons' data
file."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tourapp.assets import asset_path


class Claim(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One claim: as it is told, and when it is true."""

    told: str
    holds: str


@lru_cache(maxsize=1)
def _all() -> dict[str, tuple[Claim, ...]]:
    path = asset_path("lessons", "claims.json")
    return msgspec.json.decode(path.read_bytes(), type=dict[str, tuple[Claim, ...]])


def claims_of(scene_id: str) -> tuple[Claim, ...]:
    """The claims a scene puts right; none for most."""
    return _all().get(scene_id, ())
