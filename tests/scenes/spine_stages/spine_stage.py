"""The first four of the five questions as a tour of their own."""

from tests.scenes.beat_stage import BeatStage, SceneTour

IDS = ("s_price", "s_size", "s_users", "s_levers")
STAGES = SceneTour(*IDS)
SCENES, BEATS, TOUR = STAGES.scenes, STAGES.beats, STAGES.tour
stages, stages_with, spine_stage = STAGES.usual, STAGES.at, STAGES.stage

__all__ = ["BEATS", "IDS", "SCENES", "TOUR", "BeatStage", "spine_stage", "stages", "stages_with"]
