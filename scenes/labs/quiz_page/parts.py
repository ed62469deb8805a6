"""The parts of a quiz that is over, a row for each: how it went, and where to read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import GotoStop, Phrase, Picture, Rect, StopView, Tag, say_words, sizes, text_width
from tourapp.figures.lab_field import draw_check
from tourapp.figures.page_plan import PagePlan
from tourapp.figures.quiz_lamps import draw_cross, draw_pips

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import PartResult, QuizView

MOST_PITCH, TIGHT, LARGE_PITCH = 74.0, 46.0, 1.5
"""Between two rows, in stage units; where they are nearer words are small; in the wide card, by the size of a word."""
WORDS_AT, APART, MARK, SLACK = 48.0, 28.0, 30.0, 1.04
"""From the left of a row to what it is about; between two columns; side of the mark; how much wider words may be."""


@dataclass(frozen=True, slots=True)
class PartColumns:
    """size: of what a row is about and of its count; count: the right edge of the counts; read: where the scenes to
    read begin, and at what size; again: whether "read again" has room before them."""

    size: float
    count: float
    read: float
    read_size: float
    again: bool


def draw_parts(p: Picture, f: Frame, plan: PagePlan, view: QuizView, room: Rect) -> None:
    """All of them; in the wide card what finds no room is counted."""
    told, pitch = view.results, MOST_PITCH
    if plan.wide:
        pitch = LARGE_PITCH * sizes.LABEL * plan.gain
        most = max(1, int(room.h / pitch))
        shown = told if len(told) <= most else told[: most - 1]
    else:
        shown, pitch = told, min(pitch, room.h / len(told))
    columns = _columns(plan, view, shown, room, sizes.LABEL if plan.wide or pitch >= TIGHT else sizes.TAG)
    for place, each in enumerate(shown):
        _draw_part(p, f, plan, (each, view.title(each.scene)), (_row(room, pitch, place), columns))
    if len(shown) < len(told):
        at = (room.x + WORDS_AT, _row(room, pitch, len(shown)).cy + 0.36 * columns.size * plan.gain)
        p.text(at, Phrase("and {n} more", n=len(told) - len(shown)), size=columns.size, role="dim")


def _row(room: Rect, pitch: float, place: int) -> Rect:
    return Rect(room.x, room.y + pitch * place, room.w, pitch)


def _columns(plan: PagePlan, view: QuizView, told: tuple[PartResult, ...], room: Rect, size: float) -> PartColumns:
    """As wide as their words; the scenes to read at the largest size, and with as many words, as have room."""
    gain = plan.gain * SLACK
    about = max((text_width(say_words(each.words), size, weight=600) * gain for each in told), default=0.0)
    count = room.x + WORDS_AT + about + APART + text_width("10 / 10", size, "mono") * plan.gain
    read = count + APART
    titles = [view.title(each.scene) for each in told if not each.well]
    for again in (False,) if plan.wide else (True, False):
        for wish in (size, sizes.TAG):
            wide = max((text_width(say_words(_reading(title, again)), wish) * gain for title in titles), default=0.0)
            if read + wide <= room.right:
                return PartColumns(size, count, read, wish, again)
    return PartColumns(size, count, read, sizes.TAG, again=False)


def _reading(title: str, again: bool) -> Phrase:
    return Phrase("read again: {title}", title=Phrase(title)) if again else Phrase(title)


def _draw_part(
    p: Picture, f: Frame, plan: PagePlan, told: tuple[PartResult, str], place: tuple[Rect, PartColumns]
) -> None:
    """One of them, with its scene's title, in its row."""
    (each, title), (row, columns) = told, place
    mark, y = Rect(row.x, row.cy - MARK / 2, MARK, MARK), row.cy + 0.36 * columns.size * plan.gain
    if each.points:
        draw_pips(p, mark, frozenset(place for place, said in enumerate(each.points) if said))
    elif each.well:
        draw_check(p, (mark.cx, mark.cy), 0.8)
    else:
        draw_cross(p, (mark.cx, mark.cy), 9.0)
    p.text((row.x + WORDS_AT, y), each.words, size=columns.size, weight=600, part="skills")
    count = Phrase("{n} / {all}", n=each.right, all=each.count)
    p.text((columns.count, y), count, size=columns.size, mono=True, align="right", part="counts")
    if each.well:
        return
    stop, words = _stop_of(f, each.scene), _reading(title, columns.again)
    role = "prefill" if stop else "dim"
    p.text((columns.read, y), words, size=columns.read_size, role=role, part="reading")
    if stop is not None:
        area = Rect(columns.read - 10, row.y, row.right - columns.read + 10, row.h)
        p.hot([area], (Tag("quiz_read", stop.key),), (GotoStop(stop.key),))


def _stop_of(f: Frame, scene: str) -> StopView | None:
    """The stop of this tour at a scene."""
    return next((stop for stop in f.journey.stops if stop.scene.id == scene), None)
