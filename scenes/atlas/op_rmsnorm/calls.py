"""The second beat: every norm of a pass as a tick, and what moves through them beside what they hold."""

from __future__ import annotations

from scenes.atlas.op_rmsnorm.facts import NormFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.figures.call_ticks import draw_call_ticks
from tourapp.figures.card_frame import BigNumber, draw_big_number

TICKS = Rect(64.0, 206.0, 860.0, 150.0)
BARS = Rect(64.0, 442.0, 860.0, 220.0)
NUMBER = (990.0, 390.0)
HIGH = 46.0


def draw_calls(f: Frame, p: Picture, facts: NormFacts) -> None:
    """Ticks, both bars and the figure."""
    told = f.cue("cost.told")
    draw_call_ticks(f, p, int(facts.calls.calls.value), TICKS, f.cue("cost.ticks", eased=False))
    p.text((TICKS.x, TICKS.bottom + 32), "one pass, norm after norm", size=LABEL, role="dim", alpha=told)
    _draw_bars(f, p, facts)
    lines = (
        Phrase("norms in a pass"),
        Phrase("{v} of a step's time", v=facts.decode.share),
        Phrase("{model}", model=facts.model),
    )
    draw_big_number(p, BigNumber(NUMBER, facts.calls.calls, lines, "ink"), told)


def _draw_bars(f: Frame, p: Picture, facts: NormFacts) -> None:
    """Bytes of the norms' own weights, and of the vectors that pass, to one scale."""
    grown, vectors = f.cue("cost.bars"), facts.decode.activation_bytes
    if grown <= 0.004 or vectors is None:
        return
    most = max(float(vectors.value), float(facts.decode.weight_bytes.value), 1.0)
    rows = (
        (facts.decode.weight_bytes, Phrase("weights of all norms: {v}", v=facts.decode.weight_bytes), "weights"),
        (vectors, Phrase("vectors through them: {v}", v=vectors), "decode"),
    )
    for place, (value, words, role) in enumerate(rows):
        y = BARS.y + place * 110.0
        wide = max(BARS.w * float(value.value) / most, 3.0)
        p.rects([(BARS.x, y + 34.0, BARS.w, HIGH)], "line", radius=4, alpha=0.5 * grown)
        p.rects([(BARS.x, y + 34.0, wide * grown, HIGH)], role, radius=4, alpha=0.9, gradient="right", fade=0.7)
        p.text((BARS.x, y + 22.0), words, size=LABEL, weight=600, alpha=grown, part="bars")
    p.text((BARS.right, BARS.y + 22.0), "one decode step, to scale", size=TAG, role="dim", align="right", alpha=grown)
