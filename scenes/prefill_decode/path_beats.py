"""The beat that belongs to the paths, with a stage of its own."""

from __future__ import annotations

from scenes.prefill_decode.launch import draw_launch, launch_words
from scenes.prefill_decode.rail import draw_launch_rail
from tourapp.authoring import Frame, Picture


def draw_path(f: Frame, p: Picture) -> bool:
    """Draws the beat that plays where it is this one; False where it is not."""
    if f.beat_name != "launch":
        return False
    said, note = launch_words(f.world.launches)
    p.fill(launch=said, launch_note=note)
    draw_launch(f, p)
    draw_launch_rail(f, p)
    return True
