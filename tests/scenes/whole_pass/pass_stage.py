"""The scene of the whole pass as a tour of its own."""

from __future__ import annotations

from typing import Any

from tests.scenes.beat_stage import AT_END, S8, BeatStage, SceneTour
from tourapp.authoring import Tag
from tourapp.export.offline import Offline

WHOLE = SceneTour("atlas")
SCENE, BEATS, whole_tour = WHOLE.scenes[0], WHOLE.beats["atlas"], WHOLE.usual

__all__ = ["AT_END", "BEATS", "S8", "SCENE", "pass_stage", "tried", "whole_tour"]


def tried(view: dict[str, Any] | None = None, **change: Any) -> Offline:
    """At changed inputs and own controls."""
    return WHOLE.at({"atlas": view or {}}, **change)


def pass_stage(
    beat: str, at: float = AT_END, *, hover: Tag | None = None, view: dict[str, Any] | None = None, **change: Any
) -> BeatStage:
    """A beat at its end, or at another share of it."""
    return WHOLE.stage("atlas", beat, at, view, hover=hover, **change)
