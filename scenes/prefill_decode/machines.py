"""The machine of prefill, the turn from its wave to the first token, and the wall of weights of each step after it."""

from __future__ import annotations

from scenes.prefill_decode.answer import newest_end
from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.funnel import Funnel, draw_falling, draw_funnel
from scenes.prefill_decode.pane import PaneRow, row_of
from scenes.prefill_decode.panes import draw_panes
from scenes.prefill_decode.places import FLIP_X, FLOOR, LEFT, LOW_Y, WIDE, WIDE_FLOOR, WIDE_Y
from scenes.prefill_decode.prompt_field import draw_field
from scenes.prefill_decode.slab import brightness, draw_wave
from scenes.prefill_decode.tempo import Tempo
from scenes.prefill_decode.weight_wall import SPARK, draw_flight, draw_sparks, draw_walls
from tourapp.authoring import Frame, Picture, mix, pulse


def draw_machines(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """Everything that shines: the wave and its turn, then the wall."""
    gone = f.cue("loop.dims")
    if gone < 1.0:
        with p.group(opacity=1.0 - gone):
            _draw_prefill(f, p, facts, tempo)
    if f.beat_name == "loop":
        _draw_steps(f, p, facts, tempo)


def _draw_prefill(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    left = _left_row(facts, tempo.fold)
    if not f.reached("sweep"):
        draw_field(f, p, facts, brightness(facts))
        return
    draw_panes(p, left, "prefill", alpha=f.cue("sweep.gathers"), still=tempo.fold in (0.0, 1.0))
    draw_wave(f, p, left, facts)
    if f.reached("flip"):
        _draw_turn(f, p, facts, left)


def _left_row(facts: TwoPhases, fold: float) -> PaneRow:
    """The machine of prefill, which folds from the whole stage to its left."""
    first, last = mix(WIDE[0], LEFT[0], fold), mix(WIDE[1], LEFT[1], fold)
    return row_of(facts.panes, first, last, mix(WIDE_Y, LOW_Y, fold), mix(WIDE_FLOOR, FLOOR, fold))


def _draw_turn(f: Frame, p: Picture, facts: TwoPhases, left: PaneRow) -> None:
    """The funnel from the last pane to the first token."""
    funnel = Funnel(left.last, FLIP_X, left.cy, facts.prompt)
    opens = f.cue("flip.opens")
    draw_funnel(p, funnel, opens)
    draw_falling(p, funnel, f.clock / 2.2, f.during("flip") * opens)
    if f.beat_name == "flip":
        size = 150.0 + 70.0 * (1 - f.cue("flip.shrinks"))
        p.spark((FLIP_X, left.cy), "decode", size=size * pulse(f.clock, 2.6, 0.92, 1.0), alpha=f.cue("flip.flashes"))


def _draw_steps(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """The drop of prefill comes to where the tokens of a step wait, and the walls begin."""
    came, step = f.cue("loop.unfolds"), tempo.turns % 1.0
    if came < 1.0:
        at = (mix(FLIP_X, SPARK[0], came), mix(LOW_Y, SPARK[1], came))
        p.spark(at, "decode", size=110.0)
        return
    begun = f.cue("loop.begins")
    draw_walls(p, facts.panes, tempo.turns, begun * (0.25 + 0.75 * facts.step_memory))
    draw_sparks(p, round(float(facts.batch.value)), step, f.clock, 1.0)
    draw_flight(p, newest_end(facts, tempo.turns), step, begun)
