"""World part of a word's neighbours: the tokens whose rows of the embedding table point nearest to its own.

Of the words that ship all is recorded, as measured on the whole table; of another word the installed small model tells,
in the worker. Not here: sums of words (`analogies`), the table as a whole (`token_crowd`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tourapp.engine.token_space import likest
from tourapp.engine.word_table import NEAREST, cosine_of, shipped_words
from tourapp.quantity import Quantity
from tourapp.quantity.origin import RECORDED, RUN
from tourapp.world.declare import Block, text
from tourapp.world.part import PartView, part
from tourapp.world.token_words import (
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


@dataclass(frozen=True)
class NearInputs(Block):
    """The word whose row is looked at."""

    near_word: str = text("Word", "king")


@dataclass(frozen=True, slots=True, eq=False)
class Neighbours:
    """word: as typed; basis: where the answer is from (`token_words`); row [h]: its numbers, length: of the row, first:
    number of the row, None where they are not known; plain, centred: its nearest tokens, the nearest first, as the rows
    are and with the mean of all rows taken away."""

    word: WordTyped
    basis: str
    row: np.ndarray | None = None
    length: Quantity | None = None
    first: Quantity | None = None
    plain: tuple[NearToken, ...] = ()
    centred: tuple[NearToken, ...] = ()

    def near(self, *, centred: bool) -> tuple[NearToken, ...]:
        """The nearest tokens of one side."""
        return self.centred if centred else self.plain


def _at_hand(view: PartView) -> Neighbours | None:
    """What needs no model: a recorded word, and what can only be refused."""
    word = word_typed(view.near_word)
    if word.token is None:
        return Neighbours(word, SEVERAL)
    found = _recorded(word)
    return found if found is not None or runs_live() else Neighbours(word, NEEDS)


def _recorded(word: WordTyped) -> Neighbours | None:
    """The answer for a word of those that ship."""
    table = shipped_words()
    at = None if word.token is None else table.space.place(word.token)
    if at is None:
        return None
    sides = [
        list(zip(table.near_ids[side, at].tolist(), cosine_of(table.near_cosines[side, at]).tolist(), strict=True))
        for side in (0, 1)
    ]
    return _answer(word, KEPT, table.space.row(at), sides)


def _usual() -> Neighbours:
    """What stands there before the first answer: that of the usual word."""
    word = word_typed(NearInputs().near_word)
    return _recorded(word) or Neighbours(word, NEEDS)


@part("neighbours", reads=("near_word",), slow=True, stand_in=_usual, at_hand=_at_hand)
def _neighbours(view: PartView) -> Neighbours:
    found = _at_hand(view)
    if found is not None:
        return found
    word, space, sides = word_typed(view.near_word), live_space(), []
    assert word.token is not None
    for centred in (False, True):
        cosines = space.cosines(space.unit(word.token, centred), centred)
        cosines[word.token] = -2.0
        sides.append(picked(cosines, space.ids, likest(cosines, NEAREST)))
    return _answer(word, LIVE, space.row(word.token), sides)


def _answer(word: WordTyped, basis: str, row: np.ndarray, sides: list[list[tuple[int, float]]]) -> Neighbours:
    source = RUN if basis == LIVE else RECORDED
    row = np.array(row, np.float32)
    row.flags.writeable = False
    length = float(np.linalg.norm(row.astype(np.float64)))
    token = word.token
    return Neighbours(
        word,
        basis,
        row,
        Quantity(length, "1", "length of the row", "e", source=source, id=f"token_space.length(token={token})"),
        Quantity(
            float(row[0]), "1", "first number of the row", "e_1", source=source, id=f"token_space.first(token={token})"
        ),
        near_tokens(sides[0], f"of={token}", word.text, basis=basis),
        near_tokens(sides[1], f"of={token}, centred", word.text, basis=basis),
    )
