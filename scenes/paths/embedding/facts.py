"""What the stage tells of: a word's row and neighbours, a sum of words, the list of sums, and the table as a whole.

Reads the world; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Phrase

if TYPE_CHECKING:
    from tourapp.authoring.kinds import (
        Analogy,
        AnalogyBoard,
        AnalogySide,
        NearToken,
        Neighbours,
        ScoreSide,
        TokenCrowd,
        WordMap,
    )


@dataclass(frozen=True, slots=True)
class RowFacts:
    """near, sum: of the words that the controls say; board, crowd, map: of the whole table; centred: with the mean of
    all rows taken away; keep: whether the inputs of a sum may be its answer; shown: neighbours to show."""

    near: Neighbours
    sum: Analogy
    board: AnalogyBoard
    crowd: TokenCrowd
    map: WordMap
    centred: bool
    keep: bool
    shown: int

    @property
    def neighbours(self) -> tuple[NearToken, ...]:
        """The nearest tokens that are shown."""
        return self.near.near(centred=self.centred)[: self.shown]

    @property
    def side(self) -> AnalogySide | None:
        """The sum as the rows are, or centred."""
        return self.sum.side(centred=self.centred)

    @property
    def tops(self) -> tuple[NearToken, ...]:
        """The nearest tokens to the sum, as the switch says."""
        return self.sum.tops(centred=self.centred, keep=self.keep)

    @property
    def scores(self) -> ScoreSide:
        """The list of sums, on the side that is set."""
        return self.board.side(centred=self.centred)


def embedding_facts(f: Frame) -> RowFacts:
    """The facts of a frame."""
    world = f.world
    return RowFacts(
        near=world.neighbours,
        sum=world.analogies,
        board=world.analogy_board,
        crowd=world.token_crowd,
        map=world.word_map,
        centred=bool(f["centred"]),
        keep=bool(f["keep_inputs"]),
        shown=int(f["near_count"]),
    )


def named(near: NearToken) -> Phrase:
    """A token's name: its text, and a word where no space stands before it."""
    if near.spaced:
        return Phrase("{w}", w=near.text)
    return Phrase("{w} (no space)", w=near.text)


def sum_words(found: Analogy) -> Phrase:
    """The sum as it is written."""
    a, b, c = (word.text for word in found.words)
    return Phrase("{a} − {b} + {c}", a=a, b=b, c=c)
