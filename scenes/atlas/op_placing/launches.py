"""The second beat: every norm is a kernel that must be started. Its start and its work, to scale."""

from __future__ import annotations

from scenes.atlas.op_placing.facts import PlacingFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect
from tourapp.authoring.sizes import LABEL, TAG
from tourapp.figures.call_ticks import draw_call_ticks
from tourapp.figures.card_frame import BigNumber, draw_big_number

TICKS = Rect(64.0, 196.0, 860.0, 120.0)
BARS = (Rect(64.0, 446.0, 860.0, 56.0), Rect(64.0, 584.0, 860.0, 56.0))
NUMBER = (984.0, 350.0)


def draw_launches(f: Frame, p: Picture, facts: PlacingFacts) -> None:
    """Ticks, both bars and the figure."""
    told, launches = f.cue("cost.told"), facts.launches
    draw_call_ticks(f, p, int(facts.calls.calls.value), TICKS, f.cue("cost.ticks", eased=False))
    p.text(
        (TICKS.x, TICKS.bottom + 30),
        Phrase("{n} norms of a pass, each started", n=facts.calls.calls),
        size=LABEL,
        role="dim",
        alpha=told,
    )
    for graph, box in zip((False, True), BARS, strict=True):
        _draw_bar(f, p, facts, box, graph=graph)
    lines = (
        Phrase("to start them, from a recorded graph") if facts.graph else Phrase("to start them, without a graph"),
        Phrase("{v} their ideal time", v=launches.over(graph=facts.graph)),
        Phrase("{model}", model=facts.model),
    )
    draw_big_number(p, BigNumber(NUMBER, launches.of_all(graph=facts.graph), lines, "waste"), told)


def _draw_bar(f: Frame, p: Picture, facts: PlacingFacts, box: Rect, *, graph: bool) -> None:
    """One launch and, at its end, the work of that norm as a hairline; the one that is set stands in a frame."""
    grown, launches = f.cue("cost.bars"), facts.launches
    longest = max(float(launches.each.value), float(launches.fitted.value))
    value = launches.of_one(graph=graph)
    wide = box.w * float(value.value) / longest
    here = graph == facts.graph
    p.hatch([(box.x, box.y, wide * grown, box.h)], alpha=grown * (1.0 if here else 0.45), radius=4)
    if here:
        p.rects(
            [(box.x - 6, box.y - 6, wide * grown + 12, box.h + 12)], None, radius=8, stroke="white", stroke_width=2.0
        )
        run = box.x + wide * ((f.clock / 2.6) % 1.0)
        p.sprites([(run, box.cy)], 60.0, "white", alpha=0.7 * grown)
    p.rects([(box.x + wide * grown, box.y - 4, 3.0, box.h + 8)], "white", alpha=grown)
    words = (
        Phrase("one launch from a recorded graph, fitted: {v}", v=value)
        if graph
        else Phrase("one launch without a graph, assumed: {v}", v=value)
    )
    p.text((box.x, box.y - 18), words, size=LABEL, weight=600, alpha=grown, part="launches")
    if graph:
        told = Phrase("white line: the norm's own work, {v}, drawn thicker than it is", v=launches.work)
        p.text((box.x, box.bottom + 34), told, size=TAG, role="dim", alpha=grown)
