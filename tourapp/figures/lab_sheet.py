"""The task sheet of a lab, at the right of its stage: the guess, what is at hand (hints, knobs, the note), and the one
button that goes on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tourapp.authoring import LabAct, Phrase, Picture, Rect, Tag, say_words, sizes, text_width
from tourapp.figures.go_button import draw_go
from tourapp.figures.lab_axis import draw_guess_card
from tourapp.figures.lab_field import Field, draw_field
from tourapp.figures.lab_hands import draw_ask_class, draw_hands
from tourapp.figures.page_plan import USUAL

if TYPE_CHECKING:
    from tourapp.authoring import Frame
    from tourapp.authoring.lab_kinds import Knob, LabView

SHEET = Rect(1316.0, 120.0, 540.0, 724.0)
GUESS_H, BUTTON_H, KNOB_H, GAP, INSET = 268.0, 84.0, 60.0, 20.0, 28.0
AGAIN_W = 130.0
MANY = 5
"""So many knobs stand close together."""
SMALL_LARGE, SLACK = 24.0, 1.03
"""The smallest words on a theme with large ones; the table of widths is right to a few per cent."""
BECAUSE, OWN, RUN = "because", "own", "run"
STEPS = (
    Phrase("Guess and lock it: it stays."),
    Phrase("Work it out, box by box."),
    Phrase("Write one line of your own."),
)
PLAY_WORDS = (
    Phrase("Numbers of your own are drawn for you: your neighbour has others."),
    Phrase("Nothing is timed. Hints cost nothing; they stand in your note."),
)
RUNG_NAMES = (Phrase("where to look"), Phrase("the relation, in words"), Phrase("the formula, one gap left"))
BUTTONS = {
    "play": Phrase("Begin with a guess"),
    "predict": Phrase("Lock the guess"),
    "locked": Phrase("On to the task"),
    "task": Phrase("Check this box"),
    "note": Phrase("Write it down"),
    "done": Phrase("Save notes"),
}


def draw_sheet(p: Picture, f: Frame, view: LabView) -> None:
    """The sheet as it is in the learner's phase."""
    top = Rect(SHEET.x, SHEET.y, SHEET.w, GUESS_H)
    button = Rect(SHEET.x, SHEET.bottom - BUTTON_H, SHEET.w, BUTTON_H)
    middle = Rect(SHEET.x, top.bottom + GAP, SHEET.w, button.y - top.bottom - 2 * GAP)
    p.rects([top, middle], "raised", radius=18, alpha=0.9, stroke="line", stroke_width=2)
    if view.phase == "play":
        _steps(p, view, top)
    else:
        draw_guess_card(p, f, view, top)
    _MIDDLES[view.phase](p, f, view, middle)
    draw_lab_button(p, f, view, button)


def draw_lab_button(p: Picture, f: Frame, view: LabView, box: Rect) -> None:
    """The one thing that goes on. When all is done, another attempt stands beside it."""
    words, gain = BUTTONS.get(view.phase) or _goal_words(f, view), f.rail.stand.words_gain
    if view.phase == "done":
        wide = AGAIN_W * gain
        again = Rect(box.right - wide, box.y, wide, box.h)
        box = Rect(box.x, box.y, box.w - wide - GAP, box.h)
        p.rects([again], None, radius=18, stroke="dim", stroke_width=2)
        if gain <= USUAL:
            p.text((again.cx, again.cy - 4), "Again", size=sizes.LABEL, align="center", fit=again.w - 16)
            p.text((again.cx, again.cy + 26), "Ctrl+R", size=sizes.TAG, role="dim", align="center", mono=True)
        else:
            p.text((again.cx, again.cy + 9 * gain), "Again", size=sizes.LABEL, align="center", fit=again.w - 16)
        p.hot([again], (Tag("lab_again"),), (LabAct("again"),))
    act = LabAct("save" if view.phase == "done" else "enter", "", measured_of(f, view))
    draw_go(p, f, box, words, act)


def measured_of(f: Frame, view: LabView) -> Any:
    """What was measured on this computer for the run that was asked for last; None where there is none, or not yet."""
    measures = view.lab.measures
    if measures is None or not view.state.runs or any(getattr(f.inputs, n) != v for n, v in view.asked.items()):
        return None
    return measures.found(f.world) if view.phase == "check" else None


def _goal_words(f: Frame, view: LabView) -> Phrase:
    """What stands on the button at the knobs."""
    if view.state.runs:
        return Phrase("Running …") if measured_of(f, view) is None else Phrase("Take these rounds")
    return view.lab.goal_words(view.case) if view.lab.goal_words is not None else Phrase("Check")


def _title(p: Picture, box: Rect, words: str | Phrase, right: Phrase | None = None) -> None:
    p.text((box.x + INSET, box.y + 44), words, size=sizes.LINE, weight=600, fit=box.w - 2 * INSET)
    if right is not None:
        p.text((box.right - INSET, box.y + 44), right, size=sizes.TAG, role="dim", align="right")


# the middle, by phase ----------------------------------------------------------------------------------------


def _steps(p: Picture, view: LabView, box: Rect) -> None:
    """What is to come, before the first Enter."""
    _title(p, box, "What you will do", Phrase("about {n} minutes", n=view.lab.minutes))
    for place, (words, row) in enumerate(zip(STEPS, Rect(box.x, box.y + 66, box.w, 190).rows(3), strict=True), 1):
        p.text((row.x + INSET, row.cy + 9), "{n}", n=place, size=sizes.LINE, weight=600, role="dim", part="steps")
        p.text((row.x + INSET + 40, row.cy + 9), words, size=sizes.LABEL, fit=box.w - 2 * INSET - 44)


def _play(p: Picture, _f: Frame, view: LabView, box: Rect) -> None:
    _title(p, box, "Yours to try")
    for words, row in zip(PLAY_WORDS, Rect(box.x, box.y + 70, box.w, 200).rows(2), strict=True):
        p.text((row.x + INSET, row.y), words, size=sizes.LABEL, role="dim", wrap=box.w - 2 * INSET, lines=3)
    if view.state.earlier:
        n = view.state.attempt
        p.text((box.x + INSET, box.bottom - 24), "attempt {n}", n=n, size=sizes.TAG, role="dim")


def _because(p: Picture, f: Frame, view: LabView, box: Rect) -> None:
    if view.asks_class:
        return draw_hands(p, view, box)
    _title(p, box, "Because …")
    draw_ask_class(p, view, box)
    field = Rect(box.x + INSET, box.y + 68, box.w - 2 * INSET, 132)
    draw_field(p, f, view, Field(BECAUSE, field, prose=True))
    verdict = view.state.verdict
    said = verdict.what if verdict is not None and not verdict.ok else None
    words = said or Phrase("One line, if you like: what makes you think so?")
    p.text((field.x, field.bottom + 12), words, size=sizes.TAG, role="waste" if said else "dim", wrap=field.w, lines=2)


def _locked(p: Picture, _f: Frame, view: LabView, box: Rect) -> None:
    _title(p, box, "Locked")
    words = Phrase("Nobody changes it any more, not even undo. Now find out.")
    p.text((box.x + INSET, box.y + 64), words, size=sizes.LABEL, role="dim", wrap=box.w - 2 * INSET, lines=3)


def _hints(p: Picture, _f: Frame, view: LabView, box: Rect) -> None:
    """The three rungs about the box at hand."""
    opened, hints = view.rungs
    _title(p, box, "Hints", Phrase("{n} of {all} used", n=opened, all=3))
    if hints is None:
        return
    for place, row in enumerate(Rect(box.x + 20, box.y + 66, box.w - 40, box.h - 82).rows(3, 10.0)):
        _rung(p, row, place, hints[place] if place < opened else None, opened)


def _rung(p: Picture, row: Rect, place: int, words: Phrase | None, opened: int) -> None:
    following = place == opened
    p.rects([row], "ground", radius=10, alpha=0.5, stroke="dim" if words or following else "line", stroke_width=2)
    p.text((row.x + 18, row.cy + 10), "{n}", n=place + 1, size=sizes.LINE, weight=600, role="dim", part="rungs")
    if words is not None:
        one = text_width(say_words(words), sizes.TAG) * 1.24 < row.w - 68
        p.text((row.x + 56, row.cy - (14 if one else 31)), words, size=sizes.TAG, wrap=row.w - 68, lines=2)
        return
    p.text((row.x + 56, row.cy + 8), RUNG_NAMES[place], size=sizes.TAG, role="dim", fit=row.w - 180)
    if following:
        p.text((row.right - 16, row.cy + 7), "Ctrl+H", size=sizes.TAG, role="dim", align="right", mono=True)
        p.hot([row], (Tag("lab_hint", place),), (LabAct("hint"),))


def _knobs(p: Picture, _f: Frame, view: LabView, box: Rect) -> None:
    """What may be turned, and below it the hint or the verdict."""
    _title(p, box, view.lab.goal_title or Phrase("Now set it"))
    count = len(view.lab.knobs)
    gap = 8.0 if count < MANY else 5.0
    high = min(KNOB_H, (box.h - 138 - gap * (count - 1)) / count)
    for place, knob in enumerate(view.lab.knobs):
        _knob(p, view, knob, Rect(box.x + 20, box.y + 60 + (high + gap) * place, box.w - 40, high))
    if view.state.runs:
        _once_more(p, view, Rect(box.x + 20, box.y + 60 + (high + 8.0) * count, box.w - 40, high))
    verdict, (opened, hints) = view.state.verdict, view.rungs
    said = None if verdict is None or verdict.ok else verdict.what
    usual = Phrase("Ctrl+H: a hint.") if view.state.runs else Phrase("Arrows change it. Ctrl+H: a hint.")
    hint = hints[opened - 1] if hints is not None and opened else usual
    role = "waste" if said is not None else "dim"
    p.text((box.x + INSET, box.bottom - 70), said or hint, size=sizes.TAG, role=role, wrap=box.w - 2 * INSET, lines=2)


def _once_more(p: Picture, view: LabView, row: Rect) -> None:
    """The button that measures again; what was set before a run stays as it was."""
    focused = view.state.focus == RUN
    p.rects([row], None, radius=10, stroke="white" if focused else "dim", stroke_width=3 if focused else 2)
    p.text((row.cx, row.cy + 8), "Run it again", size=sizes.LABEL, align="center", fit=row.w - 40)
    p.hot([row], (Tag("lab_run"),), (LabAct("run"),))


def _knob(p: Picture, view: LabView, knob: Knob, row: Rect) -> None:
    focused, value = view.state.focus == knob.id, view.knob(knob.id)
    role = "white" if focused else "line"
    turned = value != knob.start(view.case)
    p.rects([row], "ground", radius=10, alpha=0.5, stroke=role, stroke_width=3 if focused else 2)
    p.text((row.x + 22, row.cy + 8), knob.label, size=sizes.LABEL, fit=0.42 * row.w)
    said, weight = knob.shown(value), 600 if turned else 400
    p.text(
        (row.right - 56, row.cy + 8), said, size=sizes.LABEL, mono=True, weight=weight, align="right", fit=0.6 * row.w
    )
    if view.state.runs:
        return
    x, y = row.right - 32, row.cy
    p.curves([[(x - 8, y - 4), (x, y + 5), (x + 8, y - 4)]], "dim", width=3.0)
    p.hot([row], (Tag("lab_knob", knob.id),), (LabAct("knob", knob.id),))


def _note(p: Picture, f: Frame, view: LabView, box: Rect) -> None:
    """The generated line and the learner's own, as far as there is room for them."""
    wide, step = box.w - 2 * INSET, 1.35 * (SMALL_LARGE if f.text_gain > 1.05 else sizes.TAG)
    x, y = box.x + INSET, box.y + 16.0
    if view.phase == "note":
        _title(p, box, "Your note")
        y = box.y + 58.0
    p.text((x, y), view.note, size=sizes.TAG, role="dim", wrap=wide, lines=5)
    y += step * _lines(say_words(view.note), wide, step) + 8.0
    if view.phase == "note":
        draw_field(p, f, view, Field(OWN, Rect(x, y, wide, box.bottom - 16.0 - y), prose=True))
        if not view.text_in(OWN):
            p.text((x + 26, y + 34), "and in your own words", size=sizes.TAG, role="dim", fit=wide - 40)
    elif view.text_in(OWN):
        most = max(1, int((box.bottom - 12.0 - y) / step))
        p.text((x, y), "{own}", own=view.text_in(OWN), size=sizes.TAG, wrap=wide, lines=most)


def _lines(words: str, wide: float, step: float) -> int:
    """How many lines words take, one after another as they are wrapped."""
    size, lines, at = step / 1.35, 1, 0.0
    for word in words.split(" "):
        need = text_width(f"{word} ", size) * SLACK
        if at and at + need > wide:
            lines, at = lines + 1, 0.0
        at += need
    return min(lines, 5)


_MIDDLES = {
    "play": _play,
    "predict": _because,
    "locked": _locked,
    "task": _hints,
    "check": _knobs,
    "note": _note,
    "done": _note,
}
