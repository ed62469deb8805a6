"""What the scene takes and gives: the prompt comes as one slab, and the tokens of a recorded second go on."""

from __future__ import annotations

from scenes.prefill_decode.facts import two_phases
from scenes.prefill_decode.launch import BARS
from scenes.prefill_decode.prompt_field import DOT_RADIUS, slab_dots
from scenes.prefill_decode.recorded_run import recorded_run
from scenes.prefill_decode.sail import sheet_of
from scenes.prefill_decode.this_computer import light_leaves
from scenes.prefill_decode.two_rhythms import ROWS, drops
from tourapp.authoring import Frame, Shapes


def slab_arrives(f: Frame) -> Shapes:
    """The squares of the typical prompt, close together."""
    facts = two_phases(f.world)
    return Shapes(slab_dots(sheet_of(facts.prompt, facts.own_prompt)), "prefill", DOT_RADIUS)


def tokens_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The tokens that the small computer has written; a light where this one was measured, or none is there yet."""
    if f.beat_name == "launch":
        return BARS.right - 60.0, BARS.y + 92.0
    facts, run = two_phases(f.world), recorded_run(f.world)
    if run is None or (facts.measured is not None and facts.computer is not None):
        return light_leaves(f)
    boxes = drops(f, ROWS[1], float(run.rate.value))
    return Shapes(boxes, "decode", 0.0) if len(boxes) else light_leaves(f)
