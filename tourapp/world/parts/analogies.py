"""World part of a sum of words: where a - b + c lands among the rows, and what is nearest to it.

A sum of the list is recorded as measured on the whole table; another one is answered by the installed small model, in
the worker, and without it among the words that ship. Not here: neighbours of one word (`neighbours`), the
list as a whole (`analogy_board`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.dust import dust_of
from tourapp.engine.token_space import TokenSpace, likest
from tourapp.engine.word_table import DUST_SCALES, NEAREST, WordTable, shipped_words
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RECORDED, RUN
from tourapp.world.declare import Block, text
from tourapp.world.part import PartView, part
from tourapp.world.token_words import (
    FEW,
    KEPT,
    LIVE,
    NEEDS,
    SEVERAL,
    NearToken,
    WordTyped,
    live_space,
    near_tokens,
    picked,
    runs_live,
    word_typed,
)

ONE = Quantity(1, "1", "length of a unit row", "u", source=DEFINED)


@dataclass(frozen=True)
class AnalogyInputs(Block):
    """The three words of a sum."""

    word_a: str = text("a", "king")
    word_b: str = text("− b", "man")
    word_c: str = text("+ c", "woman")


@dataclass(frozen=True, slots=True, eq=False)
class AnalogySide:
    """The sum of unit rows, as they are or centred. tops: the nearest tokens, inputs among them; pairs: cosines of a
    with b, a with c, b with c; length: of the sum; start: distance from a to the landing; corners [3, 2]: places of a,
    b and c in their plane, seen from the landing, b to c pointing right; dust [n, 2]: distance of tokens from the
    landing, and their direction there; drawn: how many these are, which may be fewer than were compared."""

    tops: tuple[NearToken, ...]
    pairs: tuple[Quantity, Quantity, Quantity]
    length: Quantity
    start: Quantity
    corners: np.ndarray
    dust: np.ndarray
    drawn: Quantity

    def distance(self, near: NearToken) -> float:
        """How far a token's unit row is from the landing."""
        length = float(self.length.value)
        return float(np.sqrt(max(0.0, 1.0 + length**2 - 2.0 * length * float(near.cosine.value))))


@dataclass(frozen=True, slots=True, eq=False)
class Analogy:
    """words: a, b and c; basis: where the answer is from (`token_words`); compared: how many tokens; sides: as the rows
    are, and centred; None where there is no answer; wanted: what should come out, for a sum of the list."""

    words: tuple[WordTyped, WordTyped, WordTyped]
    basis: str
    compared: Quantity | None = None
    sides: tuple[AnalogySide, AnalogySide] | None = None
    wanted: str = ""

    def side(self, *, centred: bool) -> AnalogySide | None:
        """One of both."""
        return None if self.sides is None else self.sides[int(centred)]

    def tops(self, *, centred: bool, keep: bool) -> tuple[NearToken, ...]:
        """The nearest tokens; with the three inputs among them, or with those left out."""
        side, inputs = self.side(centred=centred), {word.token for word in self.words}
        return () if side is None else tuple(near for near in side.tops if keep or near.token not in inputs)


def _words(view: PartView) -> tuple[WordTyped, WordTyped, WordTyped]:
    return word_typed(view.word_a), word_typed(view.word_b), word_typed(view.word_c)


def _at_hand(view: PartView) -> Analogy | None:
    """What needs no model: a sum of the list, and what can only be refused."""
    words = _words(view)
    if not all(word.single for word in words):
        return Analogy(words, SEVERAL)
    table = shipped_words()
    for at, row in enumerate(table.meta.battery):
        if row[:3] == tuple(word.text for word in words):
            return _recorded(table, at, words)
    if runs_live():
        return None
    known = all(table.space.place(_token(word)) is not None for word in words)
    return _summed(table.space, words, FEW) if known else Analogy(words, NEEDS)


def _usual() -> Analogy:
    words = AnalogyInputs()
    return _recorded(shipped_words(), 0, (word_typed(words.word_a), word_typed(words.word_b), word_typed(words.word_c)))


@part("analogies", reads=("word_a", "word_b", "word_c"), slow=True, stand_in=_usual, at_hand=_at_hand)
def _analogies(view: PartView) -> Analogy:
    found = _at_hand(view)
    return _summed(live_space(), _words(view), LIVE) if found is None else found


def _token(word: WordTyped) -> int:
    assert word.token is not None
    return word.token


def _recorded(table: WordTable, at: int, words: tuple[WordTyped, WordTyped, WordTyped]) -> Analogy:
    """A sum of the list. Its dust is that of the whole table for the first sum, of the kept words for the others."""
    ids = (_token(words[0]), _token(words[1]), _token(words[2]))
    sides = []
    for side, centred in enumerate((False, True)):
        tops = list(zip(table.tops[side, at].tolist(), table.top_cosines[side, at].tolist(), strict=True))
        whole = at == 0 and not centred
        dust = table.dust / np.array(DUST_SCALES) if whole else dust_of(table.space, ids, centred)
        sides.append(_side(tops, table.pairs[side, at].tolist(), dust, (ids, centred, KEPT)))
    return Analogy(words, KEPT, _count(len(table.dust), KEPT), (sides[0], sides[1]), table.meta.battery[at][3])


def _summed(space: TokenSpace, words: tuple[WordTyped, WordTyped, WordTyped], basis: str) -> Analogy:
    """A sum on the rows that are there."""
    ids = (_token(words[0]), _token(words[1]), _token(words[2]))
    sides = []
    for centred in (False, True):
        a, b, c = (space.unit(token, centred) for token in ids)
        cosines = space.cosines(a - b + c, centred)
        tops = picked(cosines, space.ids, likest(cosines, NEAREST))
        pairs = [float(a @ b), float(a @ c), float(b @ c)]
        sides.append(_side(tops, pairs, dust_of(space, ids, centred), (ids, centred, basis)))
    return Analogy(words, basis, _count(len(space.ids), basis), (sides[0], sides[1]))


def _count(tokens: int, basis: str) -> Quantity:
    words = "tokens that the sum was compared with"
    return Quantity(
        tokens, "1", words, "n", source=RUN if basis == LIVE else RECORDED, id=f"analogies.compared({tokens})"
    )


def _side(
    tops: list[tuple[int, float]], pairs: list[float], dust: np.ndarray, of: tuple[tuple[int, int, int], bool, str]
) -> AnalogySide:
    (a, b, c), centred, basis = of
    about = f"{a} - {b} + {c}{', centred' if centred else ''}"
    more = ", rows of eight bits" if basis == FEW else ""
    source = RUN if basis == LIVE else RECORDED
    cosines = tuple(
        Quantity(value, "1", "cosine of two rows", name, source=source, id=f"analogies.pair({name}, {about}{more})")
        for name, value in zip(("ab", "ac", "bc"), pairs, strict=True)
    )
    length = derive("length of the sum", "l", "1", "(3 * u - 2 * ab + 2 * ac - 2 * bc) ** (u / 2)", ONE, *cosines)
    start = derive("distance from a to the landing", "d_a", "1", "(2 * u - 2 * bc) ** (u / 2)", ONE, cosines[2])
    dust.flags.writeable = False
    corners = _corners(*pairs)
    return AnalogySide(
        near_tokens(tops, about, basis=basis),
        (cosines[0], cosines[1], cosines[2]),
        length.christen(f"analogies.length({about}{more})"),
        start.christen(f"analogies.start({about}{more})"),
        corners,
        dust,
        Quantity(len(dust), "1", "tokens drawn as dust", "n", source=source, id=f"analogies.drawn({len(dust)})"),
    )


def _corners(ab: float, ac: float, bc: float) -> np.ndarray:
    """Places of a, b and c seen from a - b + c, in the plane of the three [3, 2]."""
    step = max(2.0 - 2.0 * bc, 1e-9) ** 0.5
    along = (1.0 - ab + ac - bc) / step
    up = max(2.0 - 2.0 * ab - along**2, 0.0) ** 0.5
    found = np.array([(-step, 0.0), (-along - step, -up), (-along, -up)])
    found.flags.writeable = False
    return found
