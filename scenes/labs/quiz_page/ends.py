"""Before the first question what it is about, and behind the last one how it went, skill by skill."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import GotoStop, LabAct, Phrase, Picture, Rect, StopView, Tag, sizes, text_width
from tourapp.figures.go_button import draw_go
from tourapp.figures.lab_field import draw_check
from tourapp.figures.quiz_card import BUTTON, CARD, INSET, LAMPS, draw_cross, draw_lamps

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import QuizView, SkillResult

RULES = (
    Phrase("One question at a time: type a number or a formula."),
    Phrase("Only the first try counts; a usual mistake is called by its name."),
    Phrase("Nothing is timed."),
)
RULES_AT = (92.0, 222.0, 382.0, 452.0)
"""From the top of the card to each of them, and to whether answers are kept."""
LONGEST = 24
"""Letters of a name."""
LIST_TOP = 226.0
"""From the top of the card to the first skill."""
MOST_PITCH, TIGHT, ROOMY = 74.0, 46.0, 120.0
"""Between two skills of the result; where they are nearer their words are small; between two before it begins."""


def draw_start(p: Picture, f: Frame, view: QuizView) -> None:
    """How many questions, and about what; beside it how it goes."""
    p.rects([CARD, LAMPS], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    x = CARD.x + INSET
    _draw_figure(p, view.count, Phrase("{n|question|questions} about", n=view.count), "ink")
    room = Rect(x, CARD.y + 190, CARD.w - 2 * INSET, CARD.h - 220)
    skills = view.skills
    columns = 1 if len(skills) <= 6 else 2
    rows = -(-len(skills) // columns)
    pitch = min(ROOMY, room.h / rows)
    for place, skill in enumerate(skills):
        column, row = divmod(place, rows)
        left, y = room.x + room.w / columns * column, room.y + pitch * (row + 0.5)
        p.rects([(left, y - 6, 12, 12)], "good", radius=6)
        size = sizes.TITLE if pitch >= MOST_PITCH else sizes.LINE if pitch >= TIGHT else sizes.LABEL
        p.text((left + 36, y + 9), skill.words, size=size, fit=room.w / columns - 60, part="skills")
    p.text((LAMPS.x + 28, LAMPS.y + 52), "How it goes", size=sizes.LINE, weight=600)
    for rule, down in zip((*RULES, _kept(f.learner)), RULES_AT, strict=True):
        at = (LAMPS.x + 28, LAMPS.y + down)
        p.text(at, rule, size=sizes.LABEL, role="dim", wrap=LAMPS.w - 56, lines=3)
    p.hot([(LAMPS.x, LAMPS.y + RULES_AT[-1], LAMPS.w, 120)], (Tag("learner"),), (LabAct("learner"),))
    draw_go(p, f, BUTTON, Phrase("Begin"))


def _kept(learner: str) -> Phrase:
    """Whether answers are kept, and how they can be."""
    if not learner:
        return Phrase("As a guest nothing is kept: Ctrl+, has a field for your name.")
    short = learner if len(learner) <= LONGEST else f"{learner[:LONGEST]}…"
    return Phrase("Your answers are kept under {name}.", name=short)


def _draw_figure(p: Picture, n: int, words: Phrase, role: str) -> None:
    """A large number and what it counts."""
    x, y = CARD.x + INSET, CARD.y + 128
    p.text((x, y), "{n}", n=n, size=sizes.FIGURE_LARGE, weight=600, mono=True, role=role)
    after = x + text_width(str(n), sizes.FIGURE_LARGE, "mono", 600) * 1.2 + 28
    p.text((after, y - 4), words, size=sizes.TITLE, role="dim", fit=CARD.right - INSET - after)


def draw_result(p: Picture, f: Frame, view: QuizView) -> None:
    """How many were right, and what to read again."""
    p.rects([CARD], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    x, n = CARD.x + INSET, view.right
    _draw_figure(p, n, Phrase("of {all} right at the first try", all=view.count), "good" if n else "ink")
    told = [*((each, False) for each in view.by_skill), *((each, True) for each in view.aloud)]
    pitch = min(MOST_PITCH, (CARD.h - LIST_TOP - 10) / max(len(told), 1))
    for place, (each, aloud) in enumerate(told):
        y = CARD.y + LIST_TOP + pitch * place
        row = Rect(x, y - pitch / 2, CARD.w - 2 * INSET, pitch)
        _draw_skill(p, f, each, row, view.title(each.skill.scene), aloud=aloud)
    draw_lamps(p, view, Phrase("Your answers"))
    draw_go(p, f, BUTTON, Phrase("Ask me others"))


def _draw_skill(p: Picture, f: Frame, told: SkillResult, row: Rect, title: str, *, aloud: bool) -> None:
    """One skill. aloud: by one's own ear, where three points of four are enough."""
    size = sizes.LABEL if row.h >= TIGHT else sizes.TAG
    y, well = row.cy + size * 0.36, told.right >= told.count - aloud
    if well:
        draw_check(p, (row.x + 14, row.cy), 0.8)
    else:
        draw_cross(p, (row.x + 14, row.cy), 9.0)
    p.text((row.x + 48, y), told.skill.words, size=size, weight=600, fit=330, part="skills")
    p.text((row.x + 392, y), "{n} / {all}", n=told.right, all=told.count, size=size, mono=True, part="counts")
    at, room = (row.x + 480, y), row.w - 480
    if well:
        p.text(at, Phrase("aloud"), size=size, role="dim", fit=room, part="reading") if aloud else None
        return
    stop = _stop_of(f, told.skill.scene)
    again = Phrase("read again: {title}", title=Phrase(title))
    words = Phrase("aloud; {again}", again=again) if aloud else again
    p.text(at, words, size=size, role="prefill" if stop else "dim", fit=room, part="reading")
    if stop is not None:
        p.hot([(row.x + 470, row.y, row.w - 470, row.h)], (Tag("quiz_read", stop.key),), (GotoStop(stop.key),))


def _stop_of(f: Frame, scene: str) -> StopView | None:
    """The stop of this tour at a scene."""
    return next((stop for stop in f.journey.stops if stop.scene.id == scene), None)
