"""The third beat: a step with other numbers of GPUs: work shrinks, meetings grow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.atlas.op_out.facts import OutFacts
from tourapp.authoring import Frame, Phrase, Picture, Rect, Tag, Why, pulse, set_control
from tourapp.authoring.sizes import LABEL, READOUT
from tourapp.figures.card_frame import USUAL, BigNumber, draw_big_number

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Meeting

ROOM = Rect(84.0, 206.0, 826.0, 404.0)
PANEL = 960.0
LOOP = 3.0


def draw_scale(f: Frame, p: Picture, facts: OutFacts, shown: float) -> None:
    """A column for each number of GPUs; the present one in a frame."""
    if shown <= 0.004:
        return
    told, grown, rows = f.cue("scale.told"), f.cue("scale.grow"), facts.meetings.rows
    most = max(_whole(row) for row in rows)
    with p.group(opacity=shown):
        p.lines([(ROOM.x, ROOM.bottom, ROOM.right, ROOM.bottom)], "dim", width=1.5)
        for row, cell in zip(rows, ROOM.columns(len(rows)), strict=True):
            if row.gpus == facts.meetings.own.gpus:
                _draw_frame(f, p, cell)
            _draw_column(p, row, cell, (grown / most, told))
        p.text((ROOM.x, ROOM.bottom + 72), "GPUs →", size=LABEL)
        _draw_legend(f, p, told)
        _draw_sweep(f, p, len(rows))
        _draw_number(p, facts, told)


def _whole(row: Meeting) -> float:
    """A step with its meetings, where they are known."""
    return float(row.step.value) + (0.0 if row.seconds is None else float(row.seconds.value))


def _draw_frame(f: Frame, p: Picture, cell: Rect) -> None:
    """The present number of GPUs."""
    frame = (cell.x + 8, ROOM.y - 6, cell.w - 16, ROOM.h + 46)
    breath = pulse(f.clock, 2.4, 0.6, 1.0)
    p.rects([frame], None, radius=10, stroke="white", stroke_width=2.5, stroke_alpha=breath)


def _draw_column(p: Picture, row: Meeting, cell: Rect, how: tuple[float, float]) -> None:
    """Work below, meetings on it; a dashed cap where they are not known."""
    scale, told = how
    wide = min(0.5 * cell.w, 90.0)
    high = ROOM.h * 0.86 * float(row.step.value) * scale
    work = Rect(cell.cx - wide / 2, ROOM.bottom - high, wide, high)
    p.rects([work], "weights", radius=3)
    p.hot([work], (Tag("step", row.gpus),), (Why(),), (row.step,))
    top = work.y
    if row.seconds is None:
        p.rects([(work.x, work.y - 26, wide, 22)], None, radius=3, stroke="prefill", dash=True, stroke_width=2.0)
        top -= 30
    elif float(row.seconds.value):
        tall = ROOM.h * 0.86 * float(row.seconds.value) * scale
        met = Rect(work.x, work.y - tall, wide, tall)
        p.rects([met], "prefill", radius=3, alpha=0.9)
        p.hot([met], (Tag("meetings", row.gpus),), (Why(),), (row.seconds,))
        top = met.y
    share = Phrase("?") if row.share is None else Phrase("{v}", v=row.share)
    p.text((cell.cx, top - 14), share, size=LABEL, weight=600, align="center", alpha=told, part="shares")
    p.text((cell.cx, ROOM.bottom + 34), "{n}", n=row.gpus, size=READOUT, mono=True, align="center", part="counts")
    below = Rect(cell.x, ROOM.bottom, cell.w, 40)
    p.hot([below], (Tag("gpus", row.gpus),), (set_control("gpus", row.gpus),))


def _draw_legend(f: Frame, p: Picture, told: float) -> None:
    if f.rail.stand.words_gain > USUAL:
        return  # its words would find no room
    y = ROOM.bottom + 72
    p.rects([(ROOM.x + 230, y - 18, 24, 22)], "weights", radius=3, alpha=told)
    p.text((ROOM.x + 264, y), "a step’s work, ideal", size=LABEL, alpha=told)
    p.rects([(ROOM.x + 560, y - 18, 24, 22)], "prefill", radius=3, alpha=0.9 * told)
    p.text((ROOM.x + 594, y), "GPUs add up, achieved", size=LABEL, alpha=told)


def _draw_sweep(f: Frame, p: Picture, count: int) -> None:
    """A light goes along the columns once."""
    share = f.cue("scale.sweep", eased=False)
    if 0.0 < share < 1.0:
        p.spark((ROOM.x + ROOM.w * ((count - 1) * share + 0.5) / count, ROOM.bottom), "ink", size=64.0)


def _draw_number(p: Picture, facts: OutFacts, told: float) -> None:
    own, meetings = facts.meetings.own, facts.meetings
    if own.share is None or own.gpus == 1:
        words = Phrase("one GPU: no meeting") if own.gpus == 1 else Phrase("link between the GPUs not known")
        shown = BigNumber((PANEL, 320.0), own.step, (Phrase("a step’s work, ideal"), words), "ink", room=470.0)
        draw_big_number(p, shown, told)
        return
    words = Phrase("{n} × {gpu}", n=own.gpus, gpu=meetings.joined)
    draw_big_number(
        p,
        BigNumber((PANEL, 320.0), own.share, (Phrase("of the step are meetings"), words), "prefill", room=470.0),
        told,
    )
    if own.seconds is not None:
        both = (Phrase("{v} of meetings, achieved,", v=own.seconds), Phrase("beside {t} of work, ideal", t=own.step))
        for place, words in enumerate(both):
            at = (PANEL + 4, 480 + 36.0 * place)
            p.text(at, words, size=LABEL, role="dim", alpha=told, part="both")
