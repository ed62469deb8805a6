"""The explore map: which scenes lie behind which, one key away, there and back (assets/tours/explore.json)."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from tourapp.assets import asset_path
from tourapp.tours.format import NAME

FILE = "explore.json"
"""Lies beside the tours and is none."""


class ExploreWay(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """From a scene to one that lies behind it; it is walked both ways."""

    scene: NAME
    leads: NAME


class ExploreMap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All ways."""

    ways: tuple[ExploreWay, ...]


@lru_cache(maxsize=1)
def explore_ways() -> tuple[ExploreWay, ...]:
    """Every way of the map; none where its file cannot be read: then the key says that nothing lies behind."""
    try:
        return msgspec.json.decode(asset_path("tours", FILE).read_bytes(), type=ExploreMap).ways
    except (OSError, msgspec.DecodeError):
        return ()


def behind(scene_id: str) -> tuple[str, ...]:
    """The scenes that lie behind this one or from which a way leads to it, in the map's order; also those that are not
    there yet."""
    ends = [
        way.leads if scene_id == way.scene else way.scene
        for way in explore_ways()
        if scene_id in (way.scene, way.leads)
    ]
    return tuple(dict.fromkeys(ends))
