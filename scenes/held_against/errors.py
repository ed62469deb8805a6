"""Beside the chart: errors on runs that the fit had not seen, by kind of model, machine and model, and how many of them
lie in the band."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.held_against.places import PANEL
from tourapp.authoring import Frame, Picture, Rect, cascade
from tourapp.authoring.sizes import LABEL, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import UnseenRow

HEAD, FOOT = 84.0, 0.0
HIGHEST, MOST_ROWS = 60.0, 16
"""Of a row; and how many find room."""
NAME_W, BAR_W, ERROR_W, GROUP_GAP = 284.0, 62.0, 106.0, 12.0


def draw_errors(f: Frame, p: Picture, rows: tuple[UnseenRow, ...], role: str) -> None:
    """A row for each kind of runs: its median error as a bar, and its share inside the band."""
    rows = rows[:MOST_ROWS]
    told = f.cue("unseen.told", eased=False)
    p.text((PANEL.x, PANEL.y + 24), "runs that the fit had not seen", size=LABEL, weight=600)
    p.text((PANEL.x + NAME_W, PANEL.y + 68), "error, median", size=TAG, role="dim")
    p.text((PANEL.right, PANEL.y + 68), "in band", size=TAG, role="dim", align="right")
    groups = len({row.group for row in rows}) - 1
    height = min(HIGHEST, (PANEL.h - HEAD - FOOT - groups * GROUP_GAP) / len(rows))
    most = max(float(row.error.value) for row in rows)
    y, before = PANEL.y + HEAD, rows[0].group
    for row, shown in zip(rows, cascade(told, len(rows), 0.6).tolist(), strict=True):
        if row.group != before:
            y, before = y + GROUP_GAP, row.group
            p.lines([(PANEL.x, y - GROUP_GAP / 2, PANEL.right, y - GROUP_GAP / 2)], "line")
        _draw_row(p, Rect(PANEL.x, y, PANEL.w, height), row, (role, most), shown)
        y += height


def _draw_row(p: Picture, box: Rect, row: UnseenRow, look: tuple[str, float], shown: float) -> None:
    """Name, bar, error, share."""
    role, most = look
    base = box.cy + 9.0
    weight = 600 if row.id == "all" else 400
    p.text((box.x, base), row.name, size=LABEL, weight=weight, alpha=shown, part="names")
    bar = Rect(box.x + NAME_W, box.cy - 9.0, BAR_W, 18.0)
    p.rects([bar], "line", radius=4, alpha=0.6 * shown)
    p.rects([(bar.x, bar.y, bar.w * float(row.error.value) / most * shown, bar.h)], role, radius=4)
    at = (bar.right + ERROR_W, base)
    p.text(at, "{v}", v=row.error, size=LABEL, mono=True, weight=600, align="right", alpha=shown, part="errors")
    at = (box.right, base)
    p.text(at, "{v}", v=row.inside, size=LABEL, mono=True, role="dim", align="right", alpha=shown, part="inside")
