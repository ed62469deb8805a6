"""World part of turning by place: recorded queries and keys of six heads, turned here to any two places, and what was
measured of order and place in the small model.

Scores, curves and wavelengths are computed from the recorded vectors; gaps, moved prompts and perplexities are
recorded. Not here: where clocks and curves are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tourapp.engine.place_file import shipped_places
from tourapp.engine.place_record import HEADS, SHIFTS, WAYS, PlaceRecord
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RECORDED
from tourapp.world.part import PartView, part
from tourapp.world.small_numbers import with_power

FARTHEST = 24
"""Distances of a curve end here."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenPair:
    """A query and a key of one head before any turn, as d/2 pairs of numbers: angles in radians, and lengths. query,
    key: their own places, from 0; texts: of both."""

    text: str
    head: int
    query: int
    key: int
    texts: tuple[str, str]
    angles: tuple[np.ndarray, np.ndarray]
    lengths: tuple[np.ndarray, np.ndarray]

    @property
    def apart(self) -> int:
        """Places between both as they stand in the text."""
        return self.query - self.key

    def parts(self, turns: np.ndarray, apart: float) -> np.ndarray:
        """What each pair of numbers gives to the score [d/2] at a distance."""
        one, two = self.angles
        return np.asarray(self.lengths[0] * self.lengths[1] * np.cos(one - two + apart * turns))


@dataclass(frozen=True, slots=True, eq=False)
class PlaceCurve:
    """The mean score (q · k / √d) of a head by distance 0, 1, 2 ...: over all queries and keys of a text but those of
    its first token. peak: the distance that scores best; best, own, far: the scores there, at 0, and at FARTHEST;
    spread: from the worst to the best."""

    distances: np.ndarray
    scores: np.ndarray
    peak: Quantity
    best: Quantity
    own: Quantity
    far: Quantity
    spread: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class Rotations:
    """record: what ships; its numbers under their names."""

    record: PlaceRecord
    context: Quantity
    pairs: Quantity

    def turns(self, base: int) -> np.ndarray:
        """Radians from one place to the next by pair, for a base of the turns; the model's own gives its own."""
        if base == int(self.record.base):
            return self.record.turns
        half = len(self.record.turns)
        return np.asarray(float(base) ** (-np.arange(half) / half))

    def head(self, which: int) -> tuple[int, int]:
        """Layer and head of one of the six, both counted from 1."""
        layer, head = HEADS[which]
        return layer + 1, head + 1

    def pair(self, text: str, which: int) -> TokenPair:
        """The last token of a text, and the one that its query meets best, the first and itself left out."""
        return _pair(self.record, text, which)

    def score(self, pair: TokenPair, query: float, key: float, base: int) -> Quantity:
        """q · k with both turned to their places."""
        turns = self.turns(base)
        one, two = (angles + place * turns for angles, place in zip(pair.angles, (query, key), strict=True))
        value = float((pair.lengths[0] * pair.lengths[1] * np.cos(one - two)).sum())
        found = Quantity(value, "1", "q · k of both, turned to their places", "s", source=RECORDED)
        apart = query - key
        return found.christen(f"rotations.score({self._told(pair.text, pair.head, base)}, apart={apart:g})")

    def curve(self, text: str, which: int, base: int) -> PlaceCurve:
        """The head's mean score by distance."""
        return _curve(self, text, which, base)

    def wavelength(self, pair: int, base: int) -> Quantity:
        """Places in which a pair (from 0) turns once."""
        value = float(2.0 * np.pi / self.turns(base)[pair])
        found = Quantity(value, "1", "places for a full turn", "λ", source=DEFINED)
        return found.christen(f"rotations.wavelength(pair={pair + 1}, base={base})")

    def unfinished(self, base: int) -> Quantity:
        """Pairs that never turn once within the model's context."""
        count = int((2.0 * np.pi / self.turns(base) > self.record.context).sum())
        found = Quantity(count, "1", "pairs that never finish a turn in the context", "n", source=DEFINED)
        return found.christen(f"rotations.unfinished(base={base})")

    def gap(self, way: str, layer: int) -> Quantity:
        """By how much the last token differs between both orders after a layer's attention (from 1), at most."""
        value = float(self.record.apart[tuple(WAYS).index(way), layer - 1])
        found = Quantity(value, "1", "largest difference between both orders", "d", source=RECORDED)
        return with_power(found.christen(f"rotations.gap(way={way}, layer={layer})"))

    def share(self, token: int) -> Quantity:
        """How the last token looks at one of the four in the first layer, the mean over its heads."""
        value = float(self.record.odds[token])
        found = Quantity(value, "share", "attention of the last token, first layer", "a", source=RECORDED)
        return found.christen(f"rotations.share(token={token + 1})")

    def logits_gap(self, way: str) -> Quantity:
        """The same for the logits of the last token."""
        value = float(self.record.logits_apart[tuple(WAYS).index(way)])
        found = Quantity(value, "1", "largest difference of a logit between both orders", "d_z", source=RECORDED)
        return with_power(found.christen(f"rotations.logits_gap(way={way})"))

    def short_gap(self) -> Quantity:
        """The first layer's difference, without turning and mask, in the 32 bits in which the model computes."""
        one, two = self.record.last_rows
        value = float(np.abs(one - two).max())
        return Quantity(value, "1", "largest difference in 32 bits", "d_32", source=RECORDED, id="rotations.short_gap")

    def moved(self, shift: int) -> Quantity:
        """The largest change of any logit when the whole prompt is moved on."""
        found = Quantity(
            float(self.record.moved[SHIFTS.index(shift)]), "1", "largest change of a logit", "d_s", source=RECORDED
        )
        return with_power(found.christen(f"rotations.moved(by={shift})"))

    def odds(self, shift: int, place: int) -> Quantity:
        """Odds of one of the first choices after the moved prompt."""
        value = float(self.record.moved_odds[SHIFTS.index(shift), place])
        found = Quantity(value, "share", "odds after the moved prompt", "p", source=RECORDED)
        return found.christen(f"rotations.odds(by={shift}, choice={place + 1})")

    def perplexity(self, turned: bool) -> Quantity:
        """Of the fixed text, with turning or without."""
        value = float(self.record.perplexities[0 if turned else 1])
        words = "perplexity of the fixed text" if turned else "perplexity without turning"
        found = Quantity(value, "1", words, "PPL" if turned else "PPL_0", source=RECORDED)
        return found.christen(f"rotations.perplexity(turned={'yes' if turned else 'no'})")

    def worse(self) -> Quantity:
        """How many times the perplexity is without turning."""
        found = derive("without turning over with it", "r", "times", "b / a", *self._both())
        return found.christen("rotations.worse")

    def _both(self) -> tuple[Quantity, Quantity]:
        return self.perplexity(True).named("", "a"), self.perplexity(False).named("", "b")

    def _told(self, text: str, which: int, base: int) -> str:
        layer, head = self.head(which)
        return f"text={text}, layer={layer}, head={head}, base={base}"


@lru_cache(maxsize=16)
def _pair(record: PlaceRecord, text: str, which: int) -> TokenPair:
    queries, keys = (each.astype(np.float64) for each in record.vectors(text, which))
    half, last = len(record.turns), len(queries) - 1
    spun = np.array([[np.cos(place * record.turns), np.sin(place * record.turns)] for place in range(len(keys))])
    query, turned = _turn(queries[last], *spun[last]), np.stack([_turn(k, *s) for k, s in zip(keys, spun, strict=True)])
    best = 1 + int((turned[1:last] @ query).argmax())
    both = queries[last], keys[best]
    angles = tuple(np.arctan2(each[half:], each[:half]) for each in both)
    lengths = tuple(np.hypot(each[half:], each[:half]) for each in both)
    words = record.texts[text]
    return TokenPair(
        text, which, last, best, (words[last], words[best]), (angles[0], angles[1]), (lengths[0], lengths[1])
    )


def _turn(vector: np.ndarray, cos: np.ndarray, sin: np.ndarray) -> np.ndarray:
    one, two = np.split(vector, 2)
    return np.concatenate([one * cos - two * sin, two * cos + one * sin])


@lru_cache(maxsize=48)
def _curve(told: Rotations, text: str, which: int, base: int) -> PlaceCurve:
    """The mean over all pairs is the product of the mean query and the mean key."""
    queries, keys = (each[1:].mean(axis=0, dtype=np.float64) for each in told.record.vectors(text, which))
    distances, turns = np.arange(FARTHEST + 1), told.turns(base)
    scores = np.array([_turn(queries, np.cos(d * turns), np.sin(d * turns)) @ keys for d in distances]) / np.sqrt(
        len(queries)
    )
    peak = int(scores.argmax())
    where = told._told(text, which, base)

    def at(distance: int) -> Quantity:
        found = Quantity(float(scores[distance]), "1", "mean score at a distance", "s", source=RECORDED)
        return found.christen(f"rotations.mean_score({where}, distance={distance})")

    best = Quantity(peak, "1", "distance that scores best", "m_n", source=RECORDED, id=f"rotations.peak({where})")
    spread = Quantity(float(np.ptp(scores)), "1", "from the worst distance to the best", "s_d", source=RECORDED)
    spread.christen(f"rotations.spread({where})")
    return PlaceCurve(distances, scores, best, at(peak), at(0), at(FARTHEST), spread)


@part("rotations")
def _rotations(view: PartView) -> Rotations:
    """Nothing on stage changes what was recorded."""
    record = shipped_places()
    context = Quantity(record.context, "token", "context of the small model", "N", source=RECORDED)
    pairs = Quantity(len(record.turns), "1", "pairs of numbers in a head", "n_p", source=RECORDED)
    return Rotations(record, context.christen("rotations.context"), pairs.christen("rotations.pairs"))
