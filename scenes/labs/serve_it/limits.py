"""Traffic and limits as a short table; once machines are chosen, how near each limit is: a bar that passes its line
breaks it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase, Picture, Rect, say_words, sizes

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView, MachineTrial, ServeCase

LOAD = Rect(64.0, 134.0, 530.0, 702.0)
TABLE, BARS = Rect(LOAD.x, LOAD.y + 44.0, LOAD.w, 240.0), Rect(LOAD.x, LOAD.y + 320.0, LOAD.w, 380.0)
LINE_AT = 0.72
"""Where on a bar its limit stands, as a share of the bar's room."""
FAR = 10.0
"""A share of a limit beyond which nobody counts."""
WORDS: dict[str, Phrase] = {
    "memory": Phrase("weights and caches in memory"),
    "wait": Phrase("first token, with its wait"),
    "itl": Phrase("between tokens"),
    "replicas": Phrase("traffic"),
    "price": Phrase("price"),
}


def draw_load(f: Frame, p: Picture, view: LabView) -> None:
    """The case, and the bars of the machines that are chosen."""
    case: ServeCase = view.case
    p.text((LOAD.x, LOAD.y + 24), "{name}", name=case.model_name, size=sizes.LABEL, weight=600, fit=LOAD.w)
    rows = [
        (Phrase("requests a second"), Phrase("{r:g}", r=case.rate)),
        (Phrase("prompt"), Phrase("{n} tokens", n=case.prompt)),
        (Phrase("answer"), Phrase("{n} tokens", n=case.answer)),
        (Phrase("first token within"), Phrase("{t}", t=case.limits[0])),
        (Phrase("between tokens within"), Phrase("{t}", t=case.limits[1])),
    ]
    if view.state.reached("check"):  # before, it would tell the price
        rows.append((Phrase("budget of an hour"), Phrase("{b}", b=case.budget)))
    for (name, value), row in zip(rows, TABLE.rows(len(rows)), strict=True):
        p.lines([(row.x, row.bottom - 2, row.right, row.bottom - 2)], "line", width=1)
        p.text((row.x, row.cy + 8), name, size=sizes.LABEL, role="dim", part="load")
        p.text((row.right, row.cy + 8), value, size=sizes.LABEL, mono=True, align="right", part="values")
    if view.phase in ("check", "note", "done"):
        _bars(f, p, view, case)
    else:
        _waiting(f, p, case)


def given_words(view: LabView) -> Phrase | None:
    """The same in words, for a page without table and bars."""
    case: ServeCase = view.case
    if view.phase == "predict":
        told = {"r": case.rate, "p": case.prompt, "a": case.answer, "first": case.limits[0], "next": case.limits[1]}
        load = Phrase("{r:g} requests a second, {p} tokens of prompt, {a} of answer", **told)
        return Phrase("{load}; first token within {first}, then one in {next}", load=load, **told)
    if view.phase != "check":
        return None
    parts = (_gauge_words(each.what, each.share) for each in _trial(view, case).gauges)
    return Phrase("of each limit: {parts}", parts=" · ".join(map(say_words, parts)))


def _gauge_words(what: str, share: float) -> Phrase:
    """How much of a limit is used."""
    if share > FAR:
        return Phrase("{what} far over", what=WORDS[what])
    return Phrase("{what} {share:.0%}", what=WORDS[what], share=share)


def _trial(view: LabView, case: ServeCase) -> MachineTrial:
    return case.trial(*(view.knob(knob.id) for knob in view.lab.knobs))


def _bars(f: Frame, p: Picture, view: LabView, case: ServeCase) -> None:
    """Each limit as a bar against its line."""
    gauges = _trial(view, case).gauges
    breath = 0.8 + 0.2 * math.sin(f.clock * math.tau / 4.0)
    for gauge, row in zip(gauges, BARS.rows(max(1, len(gauges)), 10.0), strict=False):
        bar = Rect(row.x, row.y + 32, row.w, row.h - 36)
        over = gauge.share > 1.0 + 1e-9
        wide = bar.w * min(1.0, LINE_AT * gauge.share)
        p.text((row.x, row.y + 22), WORDS[gauge.what], size=sizes.TAG, role="waste" if over else "ink", part="bars")
        p.rects([bar], "raised", radius=4, stroke="line", stroke_width=1)
        if over:
            p.hatch([(bar.x, bar.y, wide, bar.h)], "waste", radius=4)
        else:
            p.rects([(bar.x, bar.y, wide, bar.h)], "good", radius=4, alpha=0.75 * breath)
        x = bar.x + LINE_AT * bar.w
        p.lines([(x, bar.y - 5, x, bar.bottom + 5)], "ink", width=3)


def _waiting(f: Frame, p: Picture, case: ServeCase) -> None:
    """Requests as they come in, at their true rate where the eye can follow: a light each."""
    p.text((BARS.x, BARS.y + 22), "requests come in", size=sizes.TAG, role="dim")
    lane = Rect(BARS.x, BARS.y + 44, BARS.w, 200.0)
    p.rects([lane], "raised", radius=10, stroke="line", stroke_width=1)
    gap = lane.w / 8.0
    shift = (f.clock * min(case.rate, 2.0) * gap) % gap
    places = [(lane.x + 30 + gap * k + shift, lane.cy) for k in range(7)]
    p.sprites(places, 60.0, "prefill", alpha=0.7)
    p.rects([(x - 8, y - 8, 16, 16) for x, y in places], "prefill", radius=8)
