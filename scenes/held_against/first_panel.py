"""Beside the chart: how well the time to the first token is told, and what it is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.held_against.facts import HeldFacts, unseen_all
from scenes.held_against.places import PANEL
from tourapp.authoring import Frame, Phrase, Picture, Rect, cascade
from tourapp.authoring.sizes import FIGURE_LARGE, LABEL, LINE, READOUT, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Cloud, FirstPart

LOOKS = {"prefill": "prefill", "host": "weights", "running_step": "decode", "start": "waste"}
"""Blue is work on the prompt, grey the host, gold a step of the others, hatched what is only waiting."""
BAR_H, ROW, FIRST_ROW = 40.0, 62.0, 330.0


def draw_first_panel(f: Frame, p: Picture, facts: HeldFacts, cloud: Cloud) -> None:
    """The error, the band, and the mean shares of what one waits for."""
    told = f.cue("first.told")
    x, y = PANEL.x, PANEL.y
    p.text((x, y + 32), "median error, runs not seen", size=LINE, alpha=told)
    p.text((x - 4, y + 136), "{v}", v=unseen_all(f, "first").error, size=FIGURE_LARGE, weight=700, alpha=told)
    words = Phrase("per token: {v}", v=unseen_all(f, "token").error)
    p.text((x, y + 184), words, size=LABEL, role="dim", alpha=told)
    words = Phrase("{out} of {n} outside the band", out=cloud.outside, n=cloud.count)
    p.text((x, y + 222), words, size=LABEL, role="waste", weight=600, alpha=told)
    _draw_parts(f, p, facts.held.first_parts)


def _draw_parts(f: Frame, p: Picture, parts: tuple[FirstPart, ...]) -> None:
    """One bar, whole, and a line for each of its parts."""
    grown = f.cue("first.parts", eased=False)
    if grown <= 0.0:
        return
    y = PANEL.y + FIRST_ROW
    p.text((PANEL.x, y - 44), "what one waits for, achieved", size=LABEL, weight=600)
    p.text((PANEL.x, y - 14), "mean share of the runs shown", size=TAG, role="dim")
    left = PANEL.x
    for number, part in enumerate(parts):
        shown = float(cascade(grown, len(parts), 0.5)[number])
        width = PANEL.w * float(part.share.value)
        box = Rect(left, y, max(1.0, width * shown - 2.0), BAR_H)
        _draw_part(p, box, LOOKS[part.id], shown)
        left += width
        base = y + BAR_H + 52.0 + ROW * number
        swatch = Rect(PANEL.x, base - 18.0, 22.0, 22.0)
        _draw_part(p, swatch, LOOKS[part.id], shown)
        p.text((PANEL.x + 36, base), part.name, size=LABEL, alpha=shown, part="parts")
        at = (PANEL.right, base)
        p.text(at, "{v}", v=part.share, size=READOUT, mono=True, weight=600, align="right", alpha=shown, part="shares")


def _draw_part(p: Picture, box: Rect, role: str, shown: float) -> None:
    if role == "waste":
        p.hatch([box], role, alpha=shown, ground=0.25, radius=3)
    else:
        p.rects([box], role, radius=3, alpha=shown)
