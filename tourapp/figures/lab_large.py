"""A lab's page where words are large: one thing at a time, in the order in which it is done. Where words are very large
the picture leaves; what it gives is said in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, format_quantity, say_words, sizes
from tourapp.figures.go_button import draw_aside
from tourapp.figures.lab_axis import guess_verdict, guess_words, surprise_words
from tourapp.figures.lab_boxes import UNITS
from tourapp.figures.lab_field import Field, draw_field
from tourapp.figures.lab_large_rows import (
    draw_box_lamps,
    draw_choice_rows,
    draw_hand_rows,
    draw_knob_rows,
    knobs_height,
    lamps_width,
)
from tourapp.figures.lab_sheet import PLAY_WORDS, STEPS, draw_lab_button
from tourapp.figures.page_plan import AREA, PageLines, PagePlan, wide_plan
from tourapp.figures.page_plan import USUAL as WORDS_USUAL

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import LabView

LARGER = (sizes.TITLE, sizes.LINE, sizes.LABEL, sizes.TAG)
USUAL, SMALLER = (sizes.LINE, sizes.LABEL, sizes.TAG), (sizes.LABEL, sizes.TAG)
"""From which words take the largest that leaves the others room."""
FIELD_W, HINT_W, LAMPS_W = 0.4, 0.4, 0.4
"""Of the width: a box, the button for a hint, and the lamps of all boxes at most."""
PAD = 16.0
ALONE = 1.7
"""Words that are so much larger beside what is drawn leave no room for a picture."""
PICTURE_RIGHT = 664.0
"""Where the picture of a lab ends, with the room beside it."""
RIGHT = AREA._replace(x=PICTURE_RIGHT, w=AREA.right - PICTURE_RIGHT)


def draw_large_lab(p: Picture, f: Frame, view: LabView, given: Phrase | None, picture: Callable[[], None]) -> bool:
    """The page where words are large; False where they are not, and the usual page has room for them. given: what the
    picture says and no box or name does; picture: draws it at the left, where it has room beside the words."""
    gain = f.rail.stand.words_gain
    if gain <= WORDS_USUAL:
        return False
    beside = gain < ALONE
    if beside:
        picture()
    plan = wide_plan(gain * f.text_gain, RIGHT if beside else AREA)
    p.rects([plan.card], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    lines = PageLines(p, plan, plan.inner._replace(y=plan.card.y + 12, h=plan.card.h - 20))
    _PHASES[view.phase](_Page(p, f, plan, view, lines, given))
    draw_lab_button(p, f, view, plan.buttons)
    return True


@dataclass(frozen=True, slots=True)
class _Page:
    """What every phase draws with."""

    p: Picture
    f: Frame
    plan: PagePlan
    view: LabView
    lines: PageLines
    given: Phrase | None

    @property
    def high(self) -> float:
        """Height of a box for a number."""
        return 1.55 * sizes.READOUT * self.plan.gain

    def prose(self, id: str, most: float) -> Rect:
        """A box for a sentence of up to so many lines; where it stands."""
        room = self.lines.skip(min(most * self.plan.step(sizes.LABEL) + PAD, self.lines.room.h))
        draw_field(self.p, self.f, self.view, Field(id, room, prose=True))
        return room


def _play(page: _Page) -> None:
    lines, view = page.lines, page.view
    for number, words in enumerate(STEPS, 1):
        lines.say(Phrase("{n}. {words}", n=number, words=words), USUAL, most=0.25)
    for told in (*PLAY_WORDS, Phrase("about {n} minutes", n=view.lab.minutes)):
        lines.say(told, SMALLER, role="dim", most=0.5)


def _predict(page: _Page) -> None:
    lines, view, plan = page.lines, page.view, page.plan
    if view.asks_class:
        return draw_hand_rows(page.p, plan, view, lines)
    head = lines.skip(plan.step(sizes.LABEL) + 4)
    at = head.y + 0.72 * plan.step(sizes.LABEL)
    page.p.text((head.x, at), "Your guess", size=sizes.LABEL, weight=600)
    given = sum(view.hands_up)
    asked = Phrase("{n} {n|hand|hands}", n=given) if given else Phrase("V: ask the class")
    page.p.text((head.right, at), asked, size=sizes.TAG, role="dim", align="right")
    page.p.hot([Rect(head.cx, head.y, head.w / 2, head.h)], (Tag("lab_hands"),), (LabAct("hands"),))
    verdict = view.state.verdict
    if page.given is not None:
        lines.say(page.given, SMALLER, role="dim", most=0.4)
    if view.lab.guess.choices:
        if view.focus != "because":  # one thing at a time: Tab leads on
            return draw_choice_rows(page.p, plan, view, lines)
        lines.say(Phrase("Because …"), USUAL, weight=600)
        page.prose("because", 3)
        return
    row = lines.skip(page.high + 8)
    field = Rect(row.x, row.y, FIELD_W * row.w, page.high)
    draw_field(page.p, page.f, view, Field("guess", field))
    at_unit = (field.right + PAD, field.cy + 0.36 * sizes.LABEL * plan.gain)
    page.p.text(at_unit, view.lab.guess.unit(2), size=sizes.LABEL, role="dim")
    if verdict is not None and not verdict.ok:
        lines.say(verdict.what, USUAL, role="waste", most=0.5)
    lines.say(Phrase("Because …"), USUAL, weight=600)
    page.prose("because", 3)


def _locked(page: _Page) -> None:
    lines, because = page.lines, page.view.text_in("because")
    lines.say(Phrase("Your guess, locked"), USUAL, role="dim")
    lines.say(guess_words(page.view), LARGER, role="prefill", weight=600)
    if because:
        lines.say(Phrase("“{words}”", words=because), USUAL, role="dim", most=0.5)
    if any(page.view.hands_up):
        told = zip(page.view.lab.guess.option_words, page.view.hands_up, strict=True)
        raised = " · ".join(f"{say_words(words)}: {count}" for words, count in told)
        lines.say(Phrase("Show of hands: {raised}", raised=raised), SMALLER, role="dim", most=0.6)
    lines.say(Phrase("Nobody changes it any more, not even undo. Now find out."), USUAL)


def _task(page: _Page) -> None:
    """The box at hand: what it is, what is given, the box itself, and what is said of it or hinted."""
    p, plan, view, lines, box = page.p, page.plan, page.view, page.lines, page.view.open_box
    if box is None:
        return
    below = box.below(view.case) if box.below is not None else None
    title = Phrase("{sign} {label}", sign=box.sign, label=box.label) if box.sign else box.label
    _titled(page, title if below is None else Phrase("{title}: {below}", title=title, below=below))
    opened, hints = view.rungs
    verdict = view.state.verdict
    said = None if verdict is None or verdict.ok or verdict.box != box.id else verdict.what
    told = said or (hints[opened - 1] if hints is not None and opened else None)
    foot = None
    if told is not None:
        high = plan.lines(told, sizes.TAG, plan.inner.w) * plan.step(sizes.TAG) + 8
        foot = PageLines(p, plan, lines.keep(min(high, 3 * plan.step(sizes.TAG) + 8)))
    row = lines.keep(page.high + 10)
    _draw_box(page, box.unit, Rect(row.x, row.y, row.w, page.high), opened)
    if foot is not None and told is not None:
        foot.say(told, SMALLER, role="waste" if said is not None else "ink")
    lines.say(_known(page), SMALLER, role="dim")


def _titled(page: _Page, title: Phrase) -> None:
    """What the box at hand is, and beside it a lamp for each."""
    lines, box = page.lines, page.view.open_box
    assert box is not None
    whole = lines.room
    lamps = lamps_width(page.view, LAMPS_W * whole.w)
    lines.room = whole._replace(w=whole.w - lamps - 2 * PAD)
    lines.say(title, USUAL, weight=600, most=0.4)
    lines.room = lines.room._replace(w=whole.w)
    row = Rect(whole.right - lamps, whole.y, lamps, page.plan.step(sizes.LABEL))
    draw_box_lamps(page.p, page.view, box, row)


def _draw_box(page: _Page, unit: str, row: Rect, opened: int) -> None:
    """The box with its unit, and the button for the next hint."""
    p, plan, view, box = page.p, page.plan, page.view, page.view.open_box
    assert box is not None
    field = Rect(row.x, row.y, FIELD_W * row.w, row.h)
    draw_field(p, page.f, view, Field(box.id, field))
    sign = UNITS.get(unit, unit)
    if sign:
        p.text((field.right + PAD, row.cy + 0.36 * sizes.LABEL * plan.gain), sign, size=sizes.LABEL, role="dim")
    if opened < 3:
        aside = Rect(row.right - HINT_W * row.w, row.y, HINT_W * row.w, row.h)
        draw_aside(p, aside, Phrase("A hint: {n} of {all} used", n=opened, all=3), "", gain=plan.gain)
        p.hot([aside], (Tag("lab_hint", opened),), (LabAct("hint"),))


def _known(page: _Page) -> Phrase:
    """What is given and found so far, by the names that may stand in a formula, the newest first: as many as have
    room."""
    plan, room = page.plan, page.lines.room
    told = [f"{name} = {format_quantity(value)}" for name, value in reversed(page.view.names.items())]
    first = () if page.given is None else (say_words(page.given),)
    while told and plan.lines(" · ".join([*first, *told]), sizes.TAG, room.w) * plan.step(sizes.TAG) > room.h - 8:
        told.pop()
    return Phrase("{names}", names=" · ".join([*first, *told]))


def _check(page: _Page) -> None:
    """How the guess was, then what may be turned, then the verdict or a hint."""
    plan, view, lines = page.plan, page.view, page.lines
    told, role = _said(view)
    foot = min(2, plan.lines(told, sizes.TAG, plan.inner.w)) * plan.step(sizes.TAG) + 8
    said, knobs = PageLines(page.p, plan, lines.keep(foot)), lines.keep(knobs_height(plan, view))
    if view.revealed and not view.state.runs and role != "waste":
        lines.say(_surprise(view), USUAL, weight=600, most=0.55)
    lines.say(view.lab.goal_title or Phrase("Now set it"), SMALLER, role="dim")
    if page.given is not None:
        lines.say(page.given, SMALLER)
    draw_knob_rows(page.p, plan, view, knobs)
    said.say(told, SMALLER, role=role)


def _said(view: LabView) -> tuple[Phrase, str]:
    """What stands below the knobs, and its colour: what is wrong, a hint, or how they are turned."""
    verdict, (opened, hints) = view.state.verdict, view.rungs
    if verdict is not None and not verdict.ok:
        return verdict.what, "waste"
    if hints is not None and opened:
        return hints[opened - 1], "dim"
    usual = Phrase("Ctrl+H: a hint.") if view.state.runs else Phrase("Arrows change it. Ctrl+H: a hint.")
    return usual, "dim"


def _surprise(view: LabView) -> Phrase:
    """How far the guess was off, and why that is easily so."""
    why = surprise_words(view)
    return guess_verdict(view) if why is None else Phrase("{verdict}. {why}", verdict=guess_verdict(view), why=why)


def _note(page: _Page) -> None:
    """The generated line and the learner's own."""
    lines, view = page.lines, page.view
    if view.phase == "note":
        own = lines.keep(2 * page.plan.step(sizes.LABEL) + PAD)
        lines.say(view.note, USUAL)
        draw_field(page.p, page.f, view, Field("own", own, prose=True))
        if not view.text_in("own"):
            at = (own.x + 2 * PAD, own.y + page.plan.step(sizes.TAG))
            page.p.text(at, "and in your own words", size=sizes.TAG, role="dim")
        return
    lines.say(_surprise(view), USUAL, weight=600, most=0.4)
    lines.say(view.note, USUAL, role="dim", most=0.6)
    if view.text_in("own"):
        lines.say(Phrase("{own}", own=view.text_in("own")), USUAL)


_PHASES: dict[str, Callable[[_Page], None]] = {
    "play": _play,
    "predict": _predict,
    "locked": _locked,
    "task": _task,
    "check": _check,
    "note": _note,
    "done": _note,
}
