"""World part of the softmax by itself: any scores in any precision, three real logits, one real row of attention, how
high the scores of attention reach, and how dot products spread.

Rows and vectors are recorded (`place_record`), logits are those of the shipped answer; every share is computed here.
Not here: what a softmax costs in a pass (`score_matrix`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tourapp.engine.experiment import turned
from tourapp.engine.place_file import shipped_places
from tourapp.engine.place_record import HEADS, PlaceRecord
from tourapp.engine.recording import Recording
from tourapp.engine.softmax import FORMATS, OnlineStep, Raised, limit, online, raised
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import COUNTED, DEFINED, RECORDED, RUN
from tourapp.world.part import PartView, part
from tourapp.world.small_numbers import with_power

THREE = 3
DRAWN = 8_000
"""Pairs of random vectors."""
SEED = 7
TINY_SHARE = 1e-5
"""Smaller shares are told with a power of ten."""
ROW_HEAD = 0
"""Which of the kept heads gives the row of attention."""
HEATS = (0.05, 10.0)
"""Ends of the axis of temperatures."""


@dataclass(frozen=True, slots=True)
class NamedScores:
    """Scores with their words, none for those that a person sets. name: whose they are, for ids."""

    name: str
    texts: tuple[str, ...]
    scores: tuple[float, ...]

    @property
    def told(self) -> str:
        """In an id."""
        return ",".join(f"{each:.6g}" for each in self.scores)


@dataclass(frozen=True, slots=True, eq=False)
class RandomProducts:
    """Dot products of pairs of random vectors: their values [DRAWN], how far they spread, and the root of their
    length."""

    values: np.ndarray
    spread: Quantity
    root: Quantity
    after: Quantity


@dataclass(frozen=True, eq=False)
class SoftmaxNumbers:
    """race: the three first choices where the shipped answer was closest; row: a row of attention, in its order; best:
    its three highest scores. tops: of every row of attention over one prompt, its highest score."""

    race: NamedScores
    row: NamedScores
    best: NamedScores
    record: PlaceRecord
    top_logit: Quantity

    def mine(self, scores: tuple[float, ...]) -> NamedScores:
        """Scores that a person sets."""
        return NamedScores("mine", (), scores)

    def lifted(self, named: NamedScores, offset: float) -> NamedScores:
        """The same scores with a number added to all."""
        return NamedScores(named.name, named.texts, tuple(each + offset for each in named.scores))

    @cached_property
    def tops(self) -> np.ndarray:
        """Highest scores of all rows, from the least."""
        return np.sort(self.record.row_tops.ravel())

    @property
    def rows(self) -> Quantity:
        """How many rows."""
        return Quantity(self.tops.size, "1", "rows of attention", "n_r", source=COUNTED, id="softmax.rows")

    @property
    def highest(self) -> Quantity:
        """The highest score of all."""
        value = float(self.tops[-1])
        return Quantity(value, "1", "highest score of attention", "z_max", source=RECORDED, id="softmax.highest")

    def limit(self, bits: int) -> Quantity:
        """The score from which on a format's power is infinite."""
        found = Quantity(limit(bits), "1", "logarithm of the largest number", "z_lim", source=DEFINED)
        return found.christen(f"softmax.limit(bits={bits})")

    def broken(self, bits: int) -> Quantity:
        """Rows whose highest score is beyond that, of all rows."""
        share = float((self.tops > limit(bits)).mean())
        found = Quantity(share, "share", "rows that overflow without the step", "n_o", source=RECORDED)
        return found.christen(f"softmax.broken(bits={bits})")

    def entropy(self, divided: bool) -> Quantity:
        """The mean entropy of all rows, with the division by the root of the length and without."""
        value = float(self.record.row_bits[0 if divided else 1].mean(dtype=np.float64))
        found = Quantity(value, "bit", "mean entropy of a row of attention", "H", source=RECORDED)
        return found.christen(f"softmax.entropy(divided={'yes' if divided else 'no'})")

    def raised(self, scores: tuple[float, ...], bits: int = 64, heat: float = 1.0, safe: bool = True) -> Raised:
        """Softmax step by step."""
        return _raised(scores, bits, heat, safe)

    def share(self, named: NamedScores, place: int, bits: int = 64, heat: float = 1.0, safe: bool = True) -> Quantity:
        """One share."""
        value = float(self.raised(named.scores, bits, heat, safe).shares[place])
        found = Quantity(value, "share", "share of one score", "p", source=RUN)
        how = f"bits={bits}, heat={heat:.6g}{'' if safe else ', naive'}"
        found.christen(f"softmax.share({named.name}={named.told}, place={place + 1}, {how})")
        return with_power(found, TINY_SHARE)

    def power(self, named: NamedScores, place: int, heat: float = 1.0) -> Quantity:
        """e to one score."""
        value = float(self.raised(named.scores, 64, heat, False).powers[place])
        found = Quantity(value, "1", "e to the score", "e_z", source=RUN)
        return with_power(
            found.christen(f"softmax.power({named.name}={named.told}, place={place + 1}, heat={heat:.6g})")
        )

    def total(self, named: NamedScores, heat: float = 1.0) -> Quantity:
        """The sum of all powers."""
        found = Quantity(self.raised(named.scores, 64, heat, False).total, "1", "sum of the powers", "S", source=RUN)
        return with_power(found.christen(f"softmax.total({named.name}={named.told}, heat={heat:.6g})"))

    def products(self, length: int) -> RandomProducts:
        """Dot products of random vectors of a length."""
        return _products(length)

    def online(self, named: NamedScores) -> tuple[OnlineStep, ...]:
        """One pass over scores."""
        return online(named.scores)


@lru_cache(maxsize=256)
def _raised(scores: tuple[float, ...], bits: int, heat: float, safe: bool) -> Raised:
    assert bits in FORMATS
    return raised(scores, bits, heat, safe)


@lru_cache(maxsize=12)
def _products(length: int) -> RandomProducts:
    dice = np.random.default_rng(SEED)
    values = np.einsum("dn,dn->n", *(dice.standard_normal((length, DRAWN)) for _ in range(2)))
    spread = Quantity(float(values.std()), "1", "spread of the dot products", "σ", source=RUN)
    numbers = Quantity(length, "1", "numbers in a vector", "d", source=DEFINED)
    root = derive("root of the numbers", "r", "1", "d ** (1 / 2)", numbers)
    after = derive("spread after the division", "σ_1", "1", "σ / r", spread, root)
    told = f"(numbers={length})"
    for each, name in ((spread, "spread"), (root, "root"), (after, "after")):
        each.christen(f"softmax.{name}{told}")
    return RandomProducts(values, spread, root, after)


@part("softmax_numbers", needs=("default_recording", "answer_tokenizer"))
def _softmax_numbers(view: PartView) -> SoftmaxNumbers:
    recording: Recording = view.default_recording
    record = shipped_places()
    logits = -np.sort(-recording.top_logits.astype(np.float64), axis=1)
    step = int((logits[:, 0] - logits[:, THREE - 1]).argmin())
    order = np.argsort(-recording.top_logits[step], kind="stable")[:THREE]
    texts = tuple(view.answer_tokenizer.decode([int(recording.top_ids[step, each])]) for each in order)
    race = NamedScores("logits", texts, tuple(float(each) for each in logits[step, :THREE]))
    row, best = _row(record)
    top = Quantity(float(logits.max()), "1", "highest logit of the answer", "z", source=RUN, id="softmax.top_logit")
    return SoftmaxNumbers(race, row, best, record, top)


def _row(record: PlaceRecord) -> tuple[NamedScores, NamedScores]:
    """What the last token of the sentence scores in a head, token by token; and the three highest."""
    queries, keys = record.vectors("river", ROW_HEAD)
    turn = np.arange(len(keys))[:, None] * record.turns
    scores = turned(keys, turn) @ turned(queries, turn)[-1] / np.sqrt(queries.shape[1])
    words, numbers = record.texts["river"], tuple(float(each) for each in scores)
    top = [int(each) for each in np.argsort(-scores, kind="stable")[:THREE]]
    layer, head = HEADS[ROW_HEAD]
    name = f"row {layer + 1}.{head + 1}"
    best = NamedScores(f"{name} best", tuple(words[each] for each in top), tuple(numbers[each] for each in top))
    return NamedScores(name, words, numbers), best
