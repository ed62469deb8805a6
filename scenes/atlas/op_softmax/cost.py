"""The second beat: two bars each to its own scale: what the softmax computes, and what its matrix would move."""

from __future__ import annotations

from scenes.atlas.op_softmax.facts import SoftmaxFacts
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, format_quantity, text_width
from tourapp.authoring.sizes import FIGURE, LABEL, LINE
from tourapp.figures.card_frame import BigNumber, draw_big_number

LEFT, WIDTH, BAR_H = 660.0, 760.0, 40.0
MATH_Y, MOVE_Y = 322.0, 524.0
LEAST = 5.0
LOOP = 3.4


def draw_cost(f: Frame, p: Picture, facts: SoftmaxFacts, shown: float) -> None:
    """Number, and both bars with what is in them."""
    if shown <= 0.004:
        return
    told, grown, matrix = f.cue("cost.told"), f.cue("cost.grow"), facts.matrix
    with p.group(opacity=shown):
        words = (Phrase("of attention’s math in a step, uncounted in the ledger"),)
        draw_big_number(p, BigNumber((LEFT, 244.0), matrix.part, words, "prefill", room=700.0), told)
        parts = ((matrix.attention_flops, "weights"), (matrix.softmax_flops, "prefill"))
        _draw_bar(p, MATH_Y, parts, grown, (Phrase("scores and sums"), Phrase("softmax")))
        p.text((LEFT, MOVE_Y - 24), "{v}", v=matrix.trips, size=FIGURE, weight=700, role="waste", alpha=told)
        beside = LEFT + text_width(format_quantity(matrix.trips), FIGURE, weight=700) + 24.0
        p.text((beside, MOVE_Y - 26), "if prefill wrote the scores down", size=LINE, alpha=told)
        parts = ((matrix.kept, "value"), (matrix.trips, "waste"))
        _draw_bar(p, MOVE_Y, parts, grown, (Phrase("K and V"), Phrase("the matrix, written and read twice")))
        x = LEFT + WIDTH * ((f.clock / LOOP) % 1.0)
        p.spark((x, MOVE_Y + BAR_H / 2), "ink", size=40.0, alpha=0.7 * grown)


def _draw_bar(
    p: Picture, y: float, parts: tuple[tuple[Quantity, str], ...], grown: float, names: tuple[Phrase, Phrase]
) -> None:
    """Two parts end to end; what is not wanted is hatched."""
    whole = sum(float(size.value) for size, _ in parts)
    wide = [max(WIDTH * float(size.value) / max(whole, 1e-9), LEAST) for size, _ in parts]
    gain, x = WIDTH / sum(wide), LEFT
    for place, (size, role) in enumerate(parts):
        box = Rect(x, y, wide[place] * gain * grown, BAR_H)
        if role == "waste":
            p.hatch([box], role, alpha=grown, radius=4)
        else:
            p.rects([box], role, radius=4)
        p.hot([box], (Tag("bar", (int(y), place)),), (Why(),), (size,))
        x += wide[place] * gain * grown
    p.text(
        (LEFT, y + BAR_H + 32),
        names[0],
        size=LABEL,
        role=parts[0][1] if parts[0][1] != "weights" else "ink",
        alpha=grown,
        part="bar names",
    )
    p.text(
        (LEFT + WIDTH, y + BAR_H + 32),
        names[1],
        size=LABEL,
        role=parts[1][1],
        align="right",
        alpha=grown,
        part="bar names",
    )
