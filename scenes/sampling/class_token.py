"""The token that a class chooses instead of the draw: its candidates, and the two answers that follow.

Both answers are the same run up to here; A goes on from the drawn token, B from the class's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from scenes.sampling.column_shapes import NEAR, tops
from scenes.sampling.falling_light import draw_fall
from scenes.sampling.shown_choice import ShownChoice, shown_choice
from scenes.sampling.text_layout import BLOCK, SIZE
from scenes.sampling.text_sizes import painted
from scenes.sampling.token_words import clean, told
from tourapp.authoring import Candidate, Frame, Phrase, Picture, Rect, text_width
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import AnswerLine, ClassAnswer

FOOT = 26.0
"""From the middle of a column's foot to its front."""
LETTER_W, BEFORE, ROW = 40.0, 46, 38.0
"""Room of an answer's letter, letters of the text before that are shown, and from one line to the next."""
MOST_LINES = 2
"""Lines of one answer."""
NEEDS_MODEL = "The answer from “{token}” needs the small model on this computer: tourapp model install."


def candidates(f: Frame) -> tuple[Candidate, ...]:
    """The tokens of the front columns under the settings of the controls."""
    shown = shown_choice(f)
    if shown is None:
        return ()
    choice, count = shown.reshaped, min(NEAR, len(shown.reshaped.ids))
    feet = tops(np.arange(count), np.zeros(count))
    words = shown.near_words(choice)
    return tuple(
        Candidate(
            words[place],
            shown.numbers.probability(place, words[place]),
            not bool(choice.kept[place]),
            (float(feet[place][0]), float(feet[place][1]) + FOOT),
        )
        for place in range(count)
    )


def class_answer(f: Frame) -> ClassAnswer | None:
    """What the class chose and what came of it; None where it chose nothing."""
    found = f.world.class_answer
    return found if found.choice > 0 and found.own is not None else None


def picked_by_class(shown: ShownChoice, found: ClassAnswer) -> tuple[Phrase, Phrase]:
    """The draw's sentence where the class chose."""
    chosen = int(shown.reshaped.ids[found.choice - 1])
    token, drawn = shown.word(chosen), shown.word(_own(found).token)
    if chosen == _own(found).token:
        return Phrase("The class picks “{token}”, as chance did", token=token), Phrase("so both answers are the same")
    return Phrase("The class picks “{token}”", token=token), Phrase("chance drew “{drawn}”", drawn=drawn)


def draw_two_answers(f: Frame, p: Picture, shown: ShownChoice, found: ClassAnswer) -> None:
    """Both answers in place of the text so far: their tokens land, then the words that follow come."""
    lit, gone_on = f.cue("draw.land"), f.cue("draw.cool", eased=False)
    lines = [("A", _own(found), "ink")]
    if found.chosen is not None:
        lines.append(("B", found.chosen, "decode"))
    laid = [_laid(shown, line, gone_on, f.text_gain) for _, line, _ in lines]
    rows = sum(len(each) for each in laid) + (found.chosen is None)
    y = BLOCK.bottom - ROW * (rows - 1) - 6
    if rows > MOST_LINES:
        p.rects([Rect(BLOCK.x - 12, y - 34, BLOCK.w + 12, ROW * rows + 10)], "ground", radius=8, alpha=0.86 * lit)
    for (letter, line, role), words in zip(lines, laid, strict=True):
        _words(p, (BLOCK.x, y), letter, role, f.text_gain)
        for number, runs in enumerate(words):
            _draw_row(p, y + number * ROW, runs, role, (lit, f.text_gain))
        socket = text_width(words[0][0], painted(SIZE, f.text_gain))
        _draw_light(f, p, shown, line.token, (BLOCK.x + LETTER_W + socket + 30.0, y - 8.0))
        y += ROW * len(words)
    if found.chosen is None:
        token = shown.word(int(shown.reshaped.ids[found.choice - 1]))
        p.text((BLOCK.x, y), NEEDS_MODEL, token=token, size=LABEL, role="dim", alpha=lit, fit=BLOCK.w)


def outcome(f: Frame) -> tuple[Phrase, ...]:
    """Both answers in words, from the token in question on."""
    shown, found = shown_choice(f), class_answer(f)
    if shown is None or found is None:
        return ()
    a = Phrase("A: {words}", words=clean("".join(_own(found).texts)).strip())
    if found.chosen is None:
        return a, Phrase(NEEDS_MODEL, token=shown.word(int(shown.reshaped.ids[found.choice - 1])))
    return a, Phrase("B: {words}", words=clean("".join(found.chosen.texts)).strip())


def _own(found: ClassAnswer) -> AnswerLine:
    assert found.own is not None
    return found.own


Row = tuple[str, str, str]
"""Words before the token, the token, words after it."""


def _laid(shown: ShownChoice, line: AnswerLine, gone_on: float, gain: float) -> list[Row]:
    """An answer in lines: the end of the text before, the token, and as many of the words after it as have come."""
    text = clean("".join(shown.recording.texts[: shown.step]))
    before = text if len(text) <= BEFORE else "…" + text[-BEFORE:].partition(" ")[2]
    count = len(line.texts) - 1
    after = clean("".join(line.texts[1 : 1 + round(count * gone_on)])).strip()
    token = told(shown.word(line.token))
    size, room = painted(SIZE, gain), BLOCK.w - LETTER_W - 40.0
    rows: list[Row] = []
    head: Row = (before.strip(), token, "")
    line_words: list[str] = []
    for word in after.split():
        tail = " ".join([*line_words, word])
        full = text_width(" ".join([*head[:2], tail]) if not rows else tail, size) > room
        if full and len(rows) + 1 == MOST_LINES:
            line_words.append("…")
            break
        if full:
            rows.append((head[0], head[1], " ".join(line_words)) if not rows else ("", "", " ".join(line_words)))
            line_words = [word]
        else:
            line_words.append(word)
    last = " ".join(line_words)
    return [*rows, (head[0], head[1], last) if not rows else ("", "", last)]


def _draw_row(p: Picture, y: float, row: Row, role: str, look: tuple[float, float]) -> None:
    """A line of an answer; the token in bold, away until it has landed. look: how far it has landed, and the theme's
    factor for words."""
    (before, token, after), (lit, gain) = row, look
    size, x = painted(SIZE, gain), BLOCK.x + LETTER_W
    if before:
        _words(p, (x, y), before, "dim", gain)
        x += text_width(before, size) + 14.0
    if token:
        box = Rect(x - 4, y - 29, text_width(token, size) + 20.0, 36.0)
        p.rects([box], role, radius=8, alpha=0.16 * lit, stroke=role, stroke_width=1.6, stroke_alpha=0.5 + 0.5 * lit)
        _words(p, (x + 6, y), token, role, gain, alpha=lit)
        x += box.w + 6.0
    _words(p, (x, y), after, role, gain)


def _words(p: Picture, at: tuple[float, float], words: str, role: str, gain: float, *, alpha: float = 1.0) -> None:
    """Running text: a model's own words, set as wide as they were laid out."""
    p.line(at, ((words, role),), text_width(words, painted(SIZE, gain)), size=SIZE, alpha=alpha)


def _draw_light(f: Frame, p: Picture, shown: ShownChoice, token: int, end: tuple[float, float]) -> None:
    """A token's light falls from its column into its line."""
    place = np.flatnonzero(shown.reshaped.ids[: len(shown.heights)] == token)
    if not len(place):
        return
    which = int(place[0])
    x, y = tops(np.array([which]), shown.heights[[which]])[0].tolist()
    draw_fall(p, (x, y), end, f.cue("draw.fall", eased=False) ** 1.4)
