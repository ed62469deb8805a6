"""The words of the field in a beat's sentences: dotted below where a scene says them first, explained where they are
pointed at.

One sentence of the glossary stands in a card above the word; the picture behind it stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tourapp.authoring import Frame, Picture, Rect, Tag, ops, sizes, text_width
from tourapp.authoring.layout import CAPTION
from tourapp.authoring.scene import Scene
from tourapp.errors import DamagedFileError
from tourapp.learning.glossary import FoundTerm, GlossaryTerm, glossary, terms_in
from tourapp.words import say

KIND = "word"
"""Of the areas of such words."""
CARD_W, INSET, ABOVE = 640.0, 26.0, 64.0
"""Width of a card, from its edge to its words, and from the caption's baseline up to its foot."""
ROW = 1.35
"""Height of a row of a paragraph, in type sizes."""


def asked_words(lines: Sequence[str], scene: Scene, beat: int) -> list[tuple[FoundTerm, ...]]:
    """The words of the glossary in each line of a beat that neither an earlier line nor an earlier beat of the scene
    has in its template; none where the glossary is damaged."""
    earlier = " ".join(f"{say(each.caption)} {say(each.note)}" for each in scene.timeline.beats[:beat])
    try:
        known = {found.term.id for found in _meant(earlier, scene)}
        asked = []
        for line in lines:
            new = tuple(found for found in _meant(line, scene) if found.term.id not in known)
            known |= {found.term.id for found in new}
            asked.append(new)
        return asked
    except DamagedFileError:
        return [()] * len(lines)


def _meant(words: str, scene: Scene) -> Iterator[FoundTerm]:
    """The words of the glossary in a sentence that have that meaning in its scene."""
    return (each for each in terms_in(words) if each.term.meant_by(words[each.start : each.end], scene.id))


def mark_words(p: Picture, found: tuple[FoundTerm, ...]) -> None:
    """Dot the words below in the line that was drawn last, and let them answer the pointer."""
    line = p.ops[-1]
    if not found or not isinstance(line, ops.Words):
        return
    p.ops[-1] = replace(line, marks=tuple((each.start, each.end) for each in found))
    boxes = [_box(line, each) for each in found]
    p.hot(boxes, [Tag(KIND, each.term.id) for each in found])


def _box(line: ops.Words, found: FoundTerm) -> Rect:
    """Where a word of a line stands, to a few per cent of its width."""
    left, right = (text_width(line.words[:place], line.size, weight=line.weight) for place in (found.start, found.end))
    return Rect(line.x + left, line.y - line.size, right - left, line.size * 1.4)


def draw_word_card(p: Picture, f: Frame, word: str | None) -> None:
    """The card of the word that is pointed at, else of the one that was asked for by key, if the caption has it."""
    areas = [op for op in p.ops if isinstance(op, ops.Hot) and any(tag.kind == KIND for tag in op.tags)]
    places = {tag.key: Rect(*box) for op in areas for tag, box in zip(op.tags, op.boxes, strict=True)}
    asked = str(f.hovered(KIND) or word)
    if asked in places:
        _draw_card(p, places[asked], glossary()[asked], f.text_gain)


def _draw_card(p: Picture, place: Rect, term: GlossaryTerm, gain: float) -> None:
    rows = _rows(say(term.sentence), (CARD_W - 2 * INSET) / (gain * 1.04))
    high = 2 * INSET + sizes.TITLE + 12.0 + rows * sizes.LINE * ROW * gain
    left = min(max(CAPTION.x, place.x - INSET), CAPTION.right - CARD_W)
    box = Rect(left, place.y - ABOVE / 4 - high, CARD_W, high)
    p.rects([box], "raised", radius=14, stroke="ink", stroke_width=2)
    p.text((box.x + INSET, box.y + INSET + sizes.TITLE * 0.8), term.term, size=sizes.TITLE, weight=600, spill=True)
    at = (box.x + INSET, box.y + INSET + sizes.TITLE + 12.0)
    p.text(at, term.sentence, size=sizes.LINE, wrap=box.w - 2 * INSET, lines=rows, spill=True)


def _rows(words: str, width: float) -> int:
    """Rows that a sentence takes in a width, in stage units."""
    rows, used = 1, 0.0
    for word in words.split(" "):
        wide = text_width(word + " ", sizes.LINE)
        if used and used + wide > width:
            rows, used = rows + 1, 0.0
        used += wide
    return rows
