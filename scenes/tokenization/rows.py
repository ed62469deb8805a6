"""Which rows of the embedding table are on stage, and whose turn it is. Data only, no drawing.

The numbers are rows of the model's own table, kept with the recording. Not here: what the layers make of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from scenes.tokenization.moment import MIDDLE, TreeMoment, hovered
from tourapp.authoring import Frame, ramp, smooth
from tourapp.figures.token_strip import own_range, token_words

if TYPE_CHECKING:
    from tourapp.authoring.kinds import Recording, Tokenizer

FIRST_TURN, TURN, CHANGE = 2.3, 1.15, 0.45
"""Seconds that the largest token and each other one holds the fan, and seconds of the change."""
BORROWED = 8
"""Rows of the recorded question that stand in where the prompt's are not at hand."""


@dataclass(frozen=True, slots=True, eq=False)
class EmbeddingRows:
    """Rows [n, hidden] of some tokens: their ids, words, the x from which their fan starts, and their place among the
    tokens on stage (-1: not there)."""

    ids: tuple[int, ...]
    words: tuple[str, ...]
    x: tuple[float, ...]
    chips: tuple[int, ...]
    table: np.ndarray
    first: int
    """Which of them has the first turn."""

    @property
    def top(self) -> float:
        """The largest number, by size."""
        return float(np.abs(self.table).max())

    @property
    def order(self) -> list[int]:
        """The rows in the order of their turns."""
        return [self.first, *(i for i in range(len(self.ids)) if i != self.first)]


@dataclass(frozen=True, slots=True)
class RowTurn:
    """Whose turn it is: the row now, the one before, how far the change is, and how many rows have had theirs."""

    now: int
    before: int
    change: float
    seen: int


@dataclass(frozen=True, slots=True, eq=False)
class RowLookup:
    """The rows on stage, whose turn it is, and for each token on stage how much of the turn is its own."""

    rows: EmbeddingRows
    turn: RowTurn
    light: np.ndarray

    @property
    def borrowed(self) -> bool:
        """Whether the row shown belongs to the recorded question, not to this prompt."""
        return self.rows.chips[self.turn.now] < 0

    @property
    def held(self) -> int:
        """How many of the tokens on stage have their row here."""
        return sum(place >= 0 for place in self.rows.chips)


def look_up(f: Frame, s: TreeMoment) -> RowLookup | None:
    """The rows of this moment; None where there is no token at all."""
    if not len(f.world.tokens):
        return None
    rows = _rows_at_hand(f.world.recording, s) or _rows_of_question(f.world.recording, f.world.answer_tokenizer)
    held = rows.chips.index(hovered(f)) if hovered(f) in rows.chips else None
    if f.still and held is None:
        turn = RowTurn(rows.first, rows.first, 1.0, len(rows.ids))
    else:
        turn = turn_at(rows, f.clock - f.timeline.start(f.timeline.index("vectors")), held)
    light = np.zeros(len(s.chips))
    for place, share in ((turn.before, 1 - turn.change), (turn.now, turn.change)):
        if 0 <= rows.chips[place] < len(light):
            light[rows.chips[place]] = max(light[rows.chips[place]], share)
    return RowLookup(rows, turn, light)


def turn_at(rows: EmbeddingRows, seconds: float, held: int | None = None) -> RowTurn:
    """The turn at so many seconds; `held` keeps one row (under the pointer)."""
    n, order = len(rows.ids), rows.order
    if held is not None:
        return RowTurn(held, held, 1.0, n)
    cycle = FIRST_TURN + TURN * (n - 1)
    rounds, within = divmod(max(seconds, 0.0), cycle)
    k = 0 if within < FIRST_TURN else 1 + int((within - FIRST_TURN) / TURN)
    since = within if k == 0 else (within - FIRST_TURN) % TURN
    k = min(k, n - 1)
    fresh = n == 1 or (rounds == 0 and k == 0)
    change = 1.0 if fresh else float(smooth(ramp(since, 0, CHANGE)))
    return RowTurn(order[k], order[k] if fresh else order[k - 1], change, n if rounds else k + 1)


def _rows_at_hand(recording: Recording, s: TreeMoment) -> EmbeddingRows | None:
    """The rows of the tokens on stage that the recording holds; None where it holds none of them."""
    place = {int(one): i for i, one in reversed(list(enumerate(recording.all_ids)))}
    keep = [i for i, one in enumerate(s.ids) if one in place]
    if not keep:
        return None
    return EmbeddingRows(
        ids=tuple(s.ids[i] for i in keep),
        words=tuple(s.chips[i].words for i in keep),
        x=tuple(s.chips[i].box.cx for i in keep),
        chips=tuple(keep),
        table=np.stack([recording.embeddings[place[s.ids[i]]] for i in keep]),
        first=keep.index(s.hot) if s.hot in keep else 0,
    )


def _rows_of_question(recording: Recording, tokenizer: Tokenizer) -> EmbeddingRows:
    """Rows of the first tokens of the recorded question itself."""
    data = [tokenizer.token_bytes(int(one)) for one in recording.prompt_ids]
    own = own_range(data, recording.prompt_special.tolist(), tokenizer, recording.prompt)
    places = list(own)[:BORROWED] or list(range(min(BORROWED, recording.prompt_count)))
    return EmbeddingRows(
        ids=tuple(int(recording.prompt_ids[i]) for i in places),
        words=tuple(token_words(data[i]) for i in places),
        x=(MIDDLE,) * len(places),
        chips=(-1,) * len(places),
        table=recording.embeddings[places],
        first=int(np.argmax([len(data[i]) for i in places])),
    )
