"""The fifth question as a tour of its own."""

from __future__ import annotations

from typing import Any

from tests.scenes.beat_stage import AT_END, BeatStage, SceneTour

ALONE = SceneTour("s_plan")
SCENE, BEATS, TOUR = ALONE.scenes[0], ALONE.beats["s_plan"], ALONE.tour
alone, alone_with = ALONE.usual, ALONE.at

__all__ = ["AT_END", "BEATS", "SCENE", "TOUR", "BeatStage", "alone", "alone_with", "plan_stage"]


def plan_stage(beat: str, at: float = AT_END, **change: Any) -> BeatStage:
    """A beat at its end, or at another share of it."""
    return ALONE.stage("s_plan", beat, at, **change)
