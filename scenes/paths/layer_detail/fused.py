"""The element-wise steps from near: what each would move and take as a kernel of its own, and nothing when fused."""

from __future__ import annotations

from scenes.paths.layer_detail.facts import LayerFacts
from scenes.paths.layer_detail.places import ALONE, FREE_X, HEAD_BASE
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rect, Tag, Why, cascade
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE

BEHIND = 18.0
FIGURE_X = 1410.0


def draw_fused(f: Frame, p: Picture, facts: LayerFacts, shown: float) -> None:
    """Matrices step back; the small steps have their bars on a scale of their own."""
    told = f.cue("fused.told")
    small, extra, _ = facts.alone
    most = max(float(seconds.value) for seconds, _ in small.values())
    head = Phrase("alone: time to read and write its own activations")
    p.text((FREE_X, HEAD_BASE), "fused", size=LABEL, weight=600, role="good", alpha=shown)
    p.text((ALONE[0], HEAD_BASE), head, size=LABEL, weight=600, alpha=shown)
    comes = iter(cascade(f.cue("fused.grow", eased=False), len(small)).tolist())
    for row in facts.rows:
        place = facts.places[row.op]
        if row.op not in small:
            wide = min(ALONE[1] + 280.0, ALONE[1] * float(row.seconds.value) / most)
            box = place.bar(ALONE[0], wide, 0.5)
            p.rects([box], "weights", radius=4, alpha=0.18 * shown, gradient="right", fade=0.0)
            continue
        come, numbers = next(comes), small[row.op]
        box = place.bar(ALONE[0], max(2.5, ALONE[1] * float(numbers[0].value) / most * come))
        p.hatch([box], "waste", alpha=shown, radius=4)
        p.text((FREE_X, place.base), "free", size=LABEL, role="good", weight=600, alpha=shown * told, part="free")
        _draw_numbers(p, box, place.base, numbers, come * shown)
        p.hot([place.bar(ALONE[0], ALONE[1])], (Tag("step", row.op),), (Why(),), (numbers[0],))
    _draw_sum(p, facts, extra, told * shown)


def _draw_numbers(p: Picture, box: Rect, base: float, told: tuple[Quantity, Quantity], alpha: float) -> None:
    """Time and bytes behind a bar."""
    seconds, moved = told
    at, words = (box.right + BEHIND, base), Phrase("{t}, {b}", t=seconds, b=moved)
    p.text(at, words, size=LABEL, mono=True, role="waste", alpha=alpha, part="alone")


def _draw_sum(p: Picture, facts: LayerFacts, extra: Quantity, alpha: float) -> None:
    """What they would add together, large, over the rows of attention's matrices."""
    table = facts.table
    rows = [row for row in facts.rows if row.half == "attention" and not row.element_wise]
    top = facts.places[rows[0].op].y
    at = (FIGURE_X, top + 74.0)
    p.text(
        at,
        "+{v}",
        v=table.alone_seconds,
        size=FIGURE_LARGE,
        weight=600,
        role="waste",
        align="right",
        alpha=alpha,
        backed=0.4,
    )
    told = Phrase("on top of {t}, if each were a kernel", t=table.block_seconds)
    p.text((FIGURE_X, top + 120.0), told, size=LINE, role="dim", align="right", alpha=alpha, backed=0.5)
