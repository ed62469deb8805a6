"""The last beat of a stage of the five questions: its answer as one sentence, large, with live numbers, and below it
three terms of its equation. A page that stands for itself when it is exported. Where words are large the sentence
stays: it takes a smaller size of the scale, and then the room of the terms.

Not here: the sentence and which terms (each stage knows its own).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tourapp.authoring import Phrase, Picture, Quantity, Rect, Tag, Why, clamp, pulse, say_words, sizes, text_width

WORDS = Rect(64.0, 132.0, 1376.0, 420.0)
"""Room of the sentence."""
CARDS = Rect(64.0, 572.0, 1376.0, 268.0)
"""Room of the three terms."""
GAP, INSET, BAR = 28.0, 26.0, 12.0
STEP = 1.25
"""From one line of the sentence to the next, in sizes of its type."""
USUAL, LARGE_STEP = 1.04, 1.38
"""Up to this gain of the words the page stands as it does; above it lines are so far apart."""
LARGE_SURE = 1.05
"""The table of widths is right to a few per cent."""
LEAST = 0.8
"""The smallest words may be painted so much smaller than their gain."""


@dataclass(frozen=True, slots=True)
class SayTerm:
    """A term of the equation: its letter, its number, what it is in a few words, its role, and what share of the whole
    it is (0..1; None where it is no share), with `told` for that share in words."""

    letter: str | Phrase
    value: Quantity
    words: Phrase
    role: str = "ink"
    share: Quantity | None = None
    told: Phrase | None = None


@dataclass(frozen=True, slots=True)
class SayMove:
    """How far the page has come: the sentence, then the cards, 0..1 each, and the clock of their idle light, s. gain:
    how much larger than usual words are painted (`RailStand.words_gain`)."""

    words: float = 1.0
    cards: float = 1.0
    clock: float = 0.0
    gain: float = 1.0


def draw_say_page(p: Picture, sentence: Phrase, terms: Sequence[SayTerm], move: SayMove = SayMove()) -> None:
    """The sentence, and the terms side by side below it."""
    if move.gain > USUAL:
        _draw_large(p, sentence, terms, move)
        return
    _draw_sentence(p, sentence, move.words, sentence_size(say_words(sentence)), WORDS)
    for place, (term, box) in enumerate(zip(terms, CARDS.columns(len(terms), GAP), strict=True)):
        came = clamp(move.cards * (1.0 + 0.35 * (len(terms) - 1)) - 0.35 * place)
        if came > 0.004:
            with p.group(opacity=came, move=(0.0, 40.0 * (1.0 - came))):
                _draw_term(p, box, term, came, move.clock + 0.8 * place)


def sentence_size(words: str, room: Rect = WORDS) -> float:
    """The largest size of the scale at which a sentence fits its room, in stage units."""
    for size in (sizes.FIGURE, sizes.CAPTION):
        if _lines(words, size, room) * size * STEP <= room.h:
            return size
    return sizes.TITLE


def _lines(words: str, size: float, room: Rect) -> int:
    """Lines that words take at a size, about."""
    lines, left = 1, room.w
    for word in words.split(" "):
        wide = text_width(word + " ", size, weight=600) * 1.03
        if wide > left and left < room.w:
            lines, left = lines + 1, room.w
        left -= wide
    return lines


def _draw_sentence(p: Picture, sentence: Phrase, shown: float, size: float, room: Rect, *, gain: float = 1.0) -> None:
    """The sentence in the middle of its room; where words are large, from its top."""
    lines = _lines(say_words(sentence), size * gain, room)
    top = room.y if gain > USUAL else room.y + (room.h - lines * size * STEP) / 2
    with p.group(opacity=shown, move=(0.0, 24.0 * (1.0 - shown))):
        p.text((room.x, top), sentence, size=size, weight=600, wrap=room.w, lines=6 if gain <= USUAL else 12)


def _draw_large(p: Picture, sentence: Phrase, terms: Sequence[SayTerm], move: SayMove) -> None:
    """Where words are large: the sentence at the largest size that has room above the terms, else in their room too;
    of each term its letter and its number, and what it is where that has room."""
    words, whole = say_words(sentence), Rect(WORDS.x, WORDS.y, WORDS.w, CARDS.bottom - WORDS.y)
    columns = CARDS.columns(len(terms), GAP) if terms else []
    size = _large_size(words, move.gain, WORDS)
    card = min((_card_size(term, box, move.gain) for term, box in zip(terms, columns, strict=True)), default=0.0)
    if size == 0.0 or card == 0.0:
        size = _large_size(words, move.gain, whole) or sizes.TAG
        _draw_sentence(p, sentence, move.words, size, whole, gain=move.gain)
        return
    _draw_sentence(p, sentence, move.words, size, WORDS, gain=move.gain)
    for term, box in zip(terms, columns, strict=True):
        if move.cards > 0.004:
            with p.group(opacity=move.cards):
                _draw_large_term(p, box, term, card, move.gain)
                _draw_share(p, box.inset(INSET, 20.0), term, move.cards, move.clock)


def _large_size(words: str, gain: float, room: Rect) -> float:
    """The largest size of the scale at which a sentence of large words has room; 0 where none does."""
    for size in (sizes.FIGURE, sizes.CAPTION, sizes.VALUE, sizes.TITLE, sizes.READOUT, sizes.LINE, sizes.LABEL):
        if _lines(words, size * gain, room) * size * gain * LARGE_STEP <= room.h:
            return size
    least = sizes.TAG * gain * LEAST
    return sizes.TAG if _lines(words, least, room) * least * LARGE_STEP <= room.h else 0.0


def _card_size(term: SayTerm, box: Rect, gain: float) -> float:
    """The largest size of the scale at which a term's letter and number stand side by side; 0 where none does."""
    inner = box.inset(INSET, 20.0)
    for size in (sizes.VALUE, sizes.TITLE, sizes.READOUT, sizes.LINE, sizes.LABEL, sizes.TAG):
        wide = text_width(say_words(term.letter), size, weight=600)
        wide += text_width(say_words(Phrase("{v}", v=term.value)), size, "mono", 600) + size * 0.8
        if wide * gain * LARGE_SURE <= inner.w:
            return size
    return 0.0


def _draw_large_term(p: Picture, box: Rect, term: SayTerm, size: float, gain: float) -> None:
    """One card of large words."""
    p.rects([box], "raised", radius=14, alpha=0.85, stroke="line")
    inner = box.inset(INSET, 20.0)
    y = inner.y + 0.9 * size * gain
    p.text((inner.x, y), term.letter, size=size, weight=600, role=term.role, part="say letters")
    p.text((inner.right, y), "{v}", v=term.value, size=size, weight=600, mono=True, align="right", part="say numbers")
    top, small = y + 0.4 * size * gain, min(size, sizes.LABEL)
    if top + _lines(say_words(term.words), small * gain, inner) * small * gain * LARGE_STEP <= inner.bottom - BAR:
        p.text((inner.x, top), term.words, size=small, wrap=inner.w, lines=3)
    p.hot([box], (Tag("term", say_words(term.letter)),), (Why(),), (term.value,))


def _draw_term(p: Picture, box: Rect, term: SayTerm, came: float, clock: float) -> None:
    """One card: letter and number on top, words below, the share as a bar at the foot."""
    p.rects([box], "raised", radius=14, alpha=0.85, stroke="line")
    inner = box.inset(INSET, 20.0)
    p.text((inner.x, inner.y + 60), term.letter, size=sizes.CAPTION, weight=600, role=term.role, part="say letters")
    at = (inner.right, inner.y + 60)
    p.text(at, "{v}", v=term.value, size=sizes.VALUE, weight=600, mono=True, align="right", fit=inner.w * 0.62)
    p.text((inner.x, inner.y + 86), term.words, size=sizes.LABEL, wrap=inner.w, lines=2)
    p.hot([box], (Tag("term", say_words(term.letter)),), (Why(),), (term.value,))
    if term.told is not None:
        p.text((inner.x, inner.bottom - BAR - 14), term.told, size=sizes.LABEL, role="dim", fit=inner.w)
    _draw_share(p, inner, term, came, clock)


def _draw_share(p: Picture, inner: Rect, term: SayTerm, came: float, clock: float) -> None:
    """The share of the whole as a bar at the foot of a card."""
    if term.share is None:
        return
    rail = Rect(inner.x, inner.bottom - BAR, inner.w, BAR)
    p.rects([rail], "line", radius=BAR / 2, alpha=0.7)
    wide = max(BAR, rail.w * float(term.share.value) * came)
    p.rects([(rail.x, rail.y, wide, BAR)], term.role, radius=BAR / 2, alpha=pulse(clock, 3.4, 0.75, 1.0))
