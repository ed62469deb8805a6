"""What this stage tells of: the recorded queries and keys at the places that its controls set.

Reads the frame; draws nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Frame, Quantity, show_piece

if TYPE_CHECKING:
    from tourapp.authoring.kinds import PlaceCurve, Rotations, TokenPair

OWN = "own"
"""The choice of head that leaves each beat its own."""
OWN_PAIR, OWN_CURVE = 0, 1
"""Which of the six heads the pair is shown with, and which the curve, unless another is chosen."""
NO_SPREAD = 1.0
"""A head whose scores differ by less along all distances does not care for place."""
MOVES = (0, 100, 1_000, 5_000)
"""Moves that the table beside the clocks tells of."""


@dataclass(frozen=True, slots=True)
class MovedPair:
    """A query and a key on the line of places: where both stand now, and their score. at_rest: nothing moves."""

    pair: TokenPair
    query: float
    key: float
    score: Quantity
    base: int
    at_rest: bool

    @property
    def apart(self) -> float:
        """Places between both."""
        return self.query - self.key


def rotations(f: Frame) -> Rotations:
    """The facts of a frame."""
    return f.world.rotations


def base_of(f: Frame) -> int:
    """The base of the turns."""
    return int(f["rope_base"])


def head_of(f: Frame, own: int) -> int:
    """Which of the six heads this beat shows."""
    return own if f["place_head"] == OWN else int(f["place_head"])


def pair_of(f: Frame) -> TokenPair:
    """The query and the key that are moved."""
    return rotations(f).pair(str(f["place_text"]), head_of(f, OWN_PAIR))


def apart_wanted(f: Frame, pair: TokenPair) -> float:
    """Places between both: as in the text, until another distance is set."""
    return f.eased("pair_apart") if f["pair_apart"] else float(pair.apart)


def placed(f: Frame) -> MovedPair:
    """Both tokens, on their way from where they stand in the text to the place that is set."""
    pair, told = pair_of(f), rotations(f)
    way = f.cue("pair.move")
    apart = apart_wanted(f, pair)
    wanted = max(f.eased("place_query"), apart)  # no place stands before the first
    query = pair.query + (wanted - pair.query) * way
    rest = way in (0.0, 1.0) and query == round(query) and apart == round(apart)
    score = told.score(pair, query, query - apart, base_of(f))
    if not rest:
        score = Quantity(score.value, "1", "q · k on the way", "s")
    return MovedPair(pair, query, query - apart, score, base_of(f), rest)


def curve_of(f: Frame) -> PlaceCurve:
    """The mean score by distance of the head that is shown."""
    return rotations(f).curve(str(f["place_text"]), head_of(f, OWN_CURVE), base_of(f))


def shown(piece: str) -> str:
    """A token as it stands on a chip."""
    return piece.strip() or show_piece(piece)


def indifferent(f: Frame) -> bool:
    """Whether the head scores all distances alike."""
    return float(curve_of(f).spread.value) < NO_SPREAD


def words_of(f: Frame) -> tuple[str, ...]:
    """The tokens of the text that is chosen."""
    return rotations(f).record.texts[str(f["place_text"])]


def shift_of(f: Frame) -> int:
    """By how many places the whole prompt is moved."""
    return int(f["moved_by"])
