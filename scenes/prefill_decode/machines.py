"""The machine of prefill, the turn from its wave to the first token, and the same machine again for decode."""

from __future__ import annotations

from scenes.prefill_decode.facts import TwoPhases
from scenes.prefill_decode.funnel import Funnel, draw_falling, draw_funnel
from scenes.prefill_decode.loop import draw_drops, draw_loop, inside_share, loop_path, on_path, pane_light
from scenes.prefill_decode.pane import PaneRow, row_of
from scenes.prefill_decode.panes import draw_lit, draw_panes
from scenes.prefill_decode.places import BARS_Y, EXIT_X, FLIP_X, LEFT, LOW_Y, RIGHT, WIDE, WIDE_FLOOR, WIDE_Y
from scenes.prefill_decode.slab import draw_slab, draw_wave
from scenes.prefill_decode.tempo import Tempo
from tourapp.authoring import Frame, Picture, mix, pulse

FLOOR = BARS_Y - 20.0
"""Where reflections end above the bars."""


def draw_machines(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """Everything that shines above the bars."""
    left = _left_row(facts, tempo.fold)
    shown = f.cue("slab.panes") * (1.0 if f.reached("sweep") else 0.55)
    calm = 1.0 - 0.5 * f.cue("loop.calms") * (1.0 - tempo.sweeps_again)
    draw_panes(p, left, "prefill", alpha=shown * calm, still=tempo.fold in (0.0, 1.0))
    if f.reached("sweep"):
        draw_wave(f, p, left, facts, tempo)
    else:
        draw_slab(f, p, left, facts)
    if f.reached("flip"):
        _draw_turn(f, p, facts, left, tempo)
    if f.reached("loop"):
        _draw_decode(f, p, facts, tempo)


def _left_row(facts: TwoPhases, fold: float) -> PaneRow:
    """The machine of prefill, which folds from the whole stage to its left."""
    first, last = mix(WIDE[0], LEFT[0], fold), mix(WIDE[1], LEFT[1], fold)
    return row_of(facts.panes, first, last, mix(WIDE_Y, LOW_Y, fold), mix(WIDE_FLOOR, FLOOR, fold))


def _draw_turn(f: Frame, p: Picture, facts: TwoPhases, left: PaneRow, tempo: Tempo) -> None:
    """The funnel from the last pane to the first token."""
    funnel = Funnel(left.last, FLIP_X, left.cy, facts.prompt)
    opens, dims, waiting = f.cue("flip.opens"), f.cue("loop.dims"), tempo.sweeps_again
    draw_funnel(p, funnel, opens * ((1.0 - 0.62 * dims) * (1.0 - 0.6 * waiting)))
    draw_falling(p, funnel, f.clock / 2.2, f.during("flip") * opens)
    size = 150.0 + 70.0 * (1 - f.cue("flip.shrinks")) if f.beat_name == "flip" else 110.0
    alpha = f.cue("flip.flashes") * (1.0 - 0.3 * dims) * (1.0 - waiting)
    p.spark((FLIP_X, left.cy), "decode", size=size * pulse(f.clock, 2.6, 0.92, 1.0), alpha=alpha)


def _draw_decode(f: Frame, p: Picture, facts: TwoPhases, tempo: Tempo) -> None:
    """The same machine again: a token goes through, its pane's weights light up, and it comes back in."""
    out = f.cue("loop.unfolds")
    row = row_of(facts.panes, mix(FLIP_X + 60, RIGHT[0], out), mix(FLIP_X + 90, RIGHT[1], out), LOW_Y, FLOOR)
    draw_panes(p, row, "weights", alpha=out, still=out >= 1.0)
    path, begun = loop_path(FLIP_X, EXIT_X, LOW_Y), f.cue("loop.begins")
    run = begun * tempo.decoding
    draw_loop(p, path, begun * (0.25 + 0.65 * tempo.decoding))
    head = on_path(path, tempo.turns)[0]
    inside = (tempo.turns % 1.0) < inside_share(path, EXIT_X)
    draw_lit(p, row, run * facts.step_memory * pane_light(row, float(head[0]), inside))
    draw_drops(p, path, tempo.turns, run)
