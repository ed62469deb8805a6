"""The words that come out: the first token where it is born, and the answer as a line that grows with every round."""

from __future__ import annotations

from scenes.prefill_decode.facts import TwoPhases, shown_piece
from scenes.prefill_decode.loop import INSIDE
from scenes.prefill_decode.places import BIRTH
from tourapp.authoring import Frame, Phrase, Picture, mix, smooth, text_width
from tourapp.authoring.sizes import T17, T30, T38, T88, TAG

LINE = (64.0, 772.0)
"""Where the answer's line begins."""
ROOM = 1340.0
"""Width of that line; older tokens leave it at the left."""
TIGHT = 0.975
"""What the painter sets words narrower by than the table of widths says."""
FIT = 560


def draw_first_token(p: Picture, facts: TwoPhases, born: float) -> None:
    """The word that came out, large, and how long it took."""
    x, y = BIRTH
    word, times = facts.words[0] if facts.words else "", facts.times
    p.text(BIRTH, "{w}", w=word, size=T88, weight=600, role="decode", alpha=born, fit=FIT)
    p.text((x + 4, y + 62), "{t} to the first token", t=times.first, size=T30, weight=500, alpha=born, fit=FIT)
    p.text((x + 4, y + 98), "ideal; {t} achieved", t=times.achieved_first, size=TAG, role="dim", alpha=born, fit=FIT)


def draw_answer_so_far(f: Frame, p: Picture, facts: TwoPhases, turns: float, alpha: float) -> None:
    """One more token with each of the token's `turns`; the first comes down from where it was born."""
    if alpha <= 0.02 or not facts.words:
        return
    down = float(smooth(f.cue("loop.unfolds")))
    pieces = [shown_piece(text) for text in facts.texts[: 1 + int(turns + (1.0 - INSIDE))]]
    title_at, n = (LINE[0], LINE[1] - 52), len(pieces)
    p.text(title_at, _title(facts, n), size=T17, role="dim", alpha=alpha * down)
    widths = [_width(piece, f.text_gain) for piece in pieces]
    x = LINE[0]
    for k in range(_first_in_room(widths), n):
        newborn = k == 0
        at = (x, LINE[1])
        if newborn and down < 1:
            at = (mix(BIRTH[0], x, down), mix(BIRTH[1], LINE[1], down))
        word = pieces[k].lstrip(" ")
        p.text(
            (at[0] + widths[k] - _width(word, f.text_gain), at[1]),
            "{w}",
            w=word,
            size=mix(T88, T38, down) if newborn else T38,
            weight=600,
            role="decode",
            alpha=alpha * (1.0 if k == n - 1 else 0.62),
        )
        x += widths[k]


def _title(facts: TwoPhases, n: int) -> Phrase:
    """How much of the answer is there; the end token has no word, but it is counted."""
    if n == len(facts.texts) and facts.ended:
        return Phrase("the answer to our question: {n} {n|token|tokens}, its end token included", n=n)
    return Phrase("the answer to our question so far: {n} {n|token|tokens}", n=n)


def _width(words: str, gain: float) -> float:
    return text_width(words, T38 * gain, weight=600) * TIGHT


def _first_in_room(widths: list[float]) -> int:
    """The first of the tokens that are shown: as many of the newest as the line has room for."""
    first = len(widths) - 1
    while first > 0 and sum(widths[first - 1 :]) <= ROOM:
        first -= 1
    return first
