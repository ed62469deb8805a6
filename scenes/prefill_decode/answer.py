"""The words that come out: the first token where it is born, and the answer as a line that grows with every step."""

from __future__ import annotations

from scenes.prefill_decode.facts import TwoPhases, shown_piece
from scenes.prefill_decode.places import BIRTH
from scenes.prefill_decode.weight_wall import tokens_written
from tourapp.authoring import Phrase, Picture, Rect, text_width
from tourapp.authoring.sizes import CAPTION, FIGURE_HUGE, FIGURE_LARGE, LABEL, LINE, TITLE

LINE_AT = (64.0, 832.0)
"""Where the answer's line begins."""
ROOM = 1320.0
"""Width of that line; older tokens leave it at the left."""
TIGHT = 0.975
"""What the painter sets words narrower by than the table of widths says."""
FIT = 560


def draw_first_token(p: Picture, facts: TwoPhases, born: float) -> None:
    """The word that came out, large, and how long it took."""
    x, y = BIRTH
    word, times = facts.words[0] if facts.words else "", facts.times
    size = FIGURE_HUGE if text_width(word, FIGURE_HUGE, weight=600) < FIT else FIGURE_LARGE
    p.text(BIRTH, "{w}", w=word, size=size, weight=600, role="decode", alpha=born)
    p.text((x + 4, y + 76), "{t} to the first token", t=times.first, size=TITLE, weight=600, alpha=born)
    p.text((x + 4, y + 120), "ideal; achieved {t}", t=facts.slow_first, size=LINE, role="dim", alpha=born)


def newest_end(facts: TwoPhases, turns: float) -> tuple[float, float]:
    """Where the token that comes next will stand in the line: its first letter, at half height."""
    pieces = [shown_piece(text) for text in facts.texts[: tokens_written(turns)]]
    widths = [_width(piece) for piece in pieces]
    return LINE_AT[0] + sum(widths[_first_in_room(widths) :]) + 30.0, LINE_AT[1] - 14.0


def draw_answer_so_far(p: Picture, facts: TwoPhases, turns: float, alpha: float) -> None:
    """One more token with each step; the newest stands in a golden frame."""
    if alpha <= 0.02 or not facts.words:
        return
    pieces = [shown_piece(text) for text in facts.texts[: tokens_written(turns)]]
    n = len(pieces)
    p.text((LINE_AT[0], LINE_AT[1] - 56), _title(facts, n), size=LABEL, role="dim", alpha=alpha)
    widths = [_width(piece) for piece in pieces]
    first = _first_in_room(widths)
    x, y = LINE_AT[0] + sum(widths[first : n - 1]), LINE_AT[1]
    if n - 1 > first:
        said = "".join(pieces[first : n - 1]).lstrip(" ")
        p.text(LINE_AT, "{w}", w=said, size=CAPTION, weight=600, role="decode", alpha=0.85 * alpha)
    word = pieces[-1].strip(" ")
    lead, wide = widths[-1] - _width(word), _width(word)
    box = Rect(x + lead + 2, y - 42, wide + 20, 56)
    p.rects([box], "decode", radius=10, alpha=0.10 * alpha, stroke="decode", stroke_width=2.0, stroke_alpha=alpha)
    p.text((box.x + 10, y), "{w}", w=word, size=CAPTION, weight=600, role="decode", alpha=alpha)


def _title(facts: TwoPhases, n: int) -> Phrase:
    """How much of the answer is there; the end token has no word, but it is counted."""
    if n == len(facts.texts) and facts.ended:
        return Phrase("the answer to our question: {n} {n|token|tokens}, its end token included", n=n)
    return Phrase("the answer to our question so far: {n} {n|token|tokens}", n=n)


def _width(words: str) -> float:
    return text_width(words, CAPTION, weight=600) * TIGHT


def _first_in_room(widths: list[float]) -> int:
    """The first of the tokens that are shown: as many of the newest as the line has room for."""
    first = len(widths) - 1
    while first > 0 and sum(widths[first - 1 :]) <= ROOM:
        first -= 1
    return first
