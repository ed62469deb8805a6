"""The numbers of one choice of a token as quantities: each with the id of its fact and the way it is reckoned.

The words of tokens are given by the caller, who knows how they are shown. Not here: the choice (`engine.token_choice`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from tourapp.engine.draw_tally import DrawTally
from tourapp.engine.token_choice import TokenChoice
from tourapp.quantity import Quantity, add_up, derive, print_sum
from tourapp.quantity.origin import DEFINED, RUN, SETTING
from tourapp.words import Phrase

Word = str | Phrase
"""A token as it is shown."""
UNTOUCHED = "temperature=1, uncut"
"""Where a choice stands before any setting touches it."""
EULER = Quantity(math.e, "1", "Euler's number", "e", source=DEFINED)
LEAST_CUT = 0.0005
"""A cut of less than this share needs a second decimal to be seen."""


@dataclass(frozen=True, slots=True)
class ChoiceNumbers:
    """The numbers of one choice, each with the id of its fact. `where`: at which settings, where these are not the ones
    that the controls say; `step`: which step of the answer, where it is not the frozen one."""

    choice: TokenChoice
    where: str = ""
    step: int | None = None

    def score(self, place: int, word: Word) -> Quantity:
        """The score of a listed token, which no setting changes."""
        return self.score_of(int(self.choice.ids[place]), float(self.choice.scores[place]), word)

    def score_of(self, token: int, score: float, word: Word) -> Quantity:
        """The score of any token of this step."""
        id = self._id("score", f"token={token}")
        return Quantity(score, "1", Phrase("score of {token}", token=word), "s", source=RUN, id=id)

    def probability(self, place: int, word: Word) -> Quantity:
        """The probability with which a listed token is drawn, from its score step by step."""
        return _probability(self, place, word)

    def _reckoned(self, place: int, word: Word) -> Quantity:
        c = self.choice
        id = self._at("probability", place)
        value = float(c.final[place])
        if not c.kept[place]:
            name = Phrase("probability of {token} (cut)", token=word)
            return Quantity(value, "share", name, "q", "cut by top-k or top-p", (self.score(place, word),), id=id)
        if c.params.temperature == 0:
            name = Phrase("probability of {token} (highest score)", token=word)
            formula = "1 at the highest score, else 0"
            return Quantity(value, "share", name, "q", formula, (self.score(place, word),), id=id)
        before = derive(
            Phrase("probability of {token} before the cut", token=word),
            "p",
            "share",
            "e ** ((s - m) / T) / Z",
            EULER,
            self.score(place, word),
            self._highest,
            self._temperature,
            self.denominator,
        )
        if c.lost == 0:
            return before.named(Phrase("probability of {token}", token=word)).christen(id)
        name = Phrase("probability of {token} in the draw", token=word)
        return derive(name, "q", "share", "p / K", before, self.cuts.kept).christen(id)

    @property
    def denominator(self) -> Quantity:
        """What every token's power is divided by."""
        name = "sum of e ** ((s - m) / T) over every token"
        inputs = (self._highest, self._temperature)
        id, formula = self._fact("denominator"), "sum of e^((s − m) ÷ T)"
        return Quantity(self.choice.denominator, "1", name, "Z", formula, inputs, RUN, id)

    @property
    def _highest(self) -> Quantity:
        return Quantity(float(self.choice.scores[0]), "1", "highest score", "m", source=RUN)

    @property
    def _temperature(self) -> Quantity:
        return Quantity(self.choice.params.temperature, "1", "temperature", "T", source=SETTING)

    def power(self, place: int, word: Word) -> Quantity:
        """What a listed token has of that sum."""
        value, id = float(self.choice.heated[place]) * self.choice.denominator, self._at("power", place)
        inputs = (self.score(place, word), self._highest, self._temperature)
        name = Phrase("e ** ((s - m) / T) of {token}", token=word)
        return Quantity(value, "1", name, "e_s", "e^((s − m) ÷ T)", inputs, id=id)

    def before_cut(self, place: int, word: Word) -> Quantity:
        """The probability of a listed token before anything is cut."""
        id, name = self._at("before_cut", place), Phrase("probability of {token} before the cut", token=word)
        inputs = (self.power(place, word), self.denominator)
        return Quantity(float(self.choice.heated[place]), "share", name, "p", "e_s / Z", inputs, id=id)

    def drawn(self, word: Word) -> Quantity:
        """The probability with which the drawn token was drawn."""
        if self.choice.place >= 0:
            return self.probability(self.choice.place, word)
        id = self._id("probability", f"token={self.choice.drawn}", self.where)
        name = Phrase("probability of {token}", token=word)
        return Quantity(self.choice.drawn_odds, "share", name, "q", "e^((s − m) ÷ T) ÷ Z", (self.denominator,), id=id)

    @property
    def cuts(self) -> Cuts:
        """What each cut takes, told so that the printed parts add up."""
        return _cuts(self)

    def _told(self) -> Cuts:
        c = self.choice
        k = Quantity(c.params.top_k, "1", "top-k: tokens that stay, 0 for all", "k", source=SETTING)
        p = Quantity(c.params.top_p, "share", "top-p: probability that stays", "p", source=SETTING)
        id, what = self._fact("cut.top_k"), "probability of all but the k likeliest"
        top_k = Quantity(c.lost_to_top_k, "share", "probability cut off by top-k", "c_k", what, (k,), RUN, id)
        id, what = self._fact("cut.top_p"), "probability of those beyond the first that reach p"
        top_p = Quantity(c.lost_to_top_p, "share", "probability cut off by top-p", "c_p", what, (p,), RUN, id)
        id, what = self._fact("kept_share"), "1 − c_k − c_p"
        kept = Quantity(1.0 - c.lost, "share", "probability that survives the cut", "K", what, (top_k, top_p), id=id)
        both = add_up("probability cut off", "c", "share", (top_k, top_p)).christen(self._fact("cut.both"))
        return _agreed(Cuts(top_k, top_p, both, kept))

    @property
    def total(self) -> Quantity:
        """What is drawn from, added up."""
        value = float(self.choice.line_odds.sum())
        formula = "sum of the probabilities that are drawn from"
        return Quantity(value, "share", "sum of all probabilities", "S", formula, (), RUN, self._fact("sum"))

    @property
    def entropy(self) -> Quantity:
        """How open the choice is."""
        formula = "−sum of q × log2 q, over all that can be drawn"
        return Quantity(self.choice.entropy_bits, "bit", "entropy", "H", formula, (), RUN, self._fact("entropy"))

    @property
    def shared(self) -> Quantity:
        """How many tokens with equal chances would be as open a choice."""
        name = "tokens that share the draw evenly"
        return Quantity(2**self.choice.entropy_bits, "1", name, "n", "2^H", (self.entropy,), id=self._fact("shared"))

    @property
    def chance(self) -> Quantity:
        """The number between 0 and 1 that the seed gives."""
        seed = Quantity(self.choice.params.seed, "1", "seed", "n", source=SETTING)
        formula, id = "drawn from 0 to 1 by the seed and the step", self._fact("chance")
        return Quantity(self.choice.chance, "1", "the seed's number", "u", formula, (seed,), id=id)

    def fit(self, tally: DrawTally) -> Quantity:
        """How well real draws fit the probabilities they were drawn from."""
        id = self._id("fit", f"draws={tally.count}", self.where)
        draws = Quantity(tally.count, "1", "draws", "n", source=SETTING)
        name, formula = (
            "chance of a misfit at least this large (chi-square test)",
            "chi-square of counts and probabilities",
        )
        return Quantity(tally.p, "1", name, "p", formula, (draws,), id=id)

    def _at(self, fact: str, place: int) -> str:
        return self._id(fact, f"token={self.choice.ids[place]}", self.where)

    def _fact(self, fact: str) -> str:
        return self._id(fact, "", self.where)

    def _id(self, fact: str, *at: str) -> str:
        """The id of a fact, with what it is told for."""
        step = "" if self.step is None else f"step={self.step}"
        told = ", ".join(each for each in (*at, step) if each)
        return f"choice.{fact}({told})" if told else f"choice.{fact}"


@dataclass(frozen=True, slots=True)
class Cuts:
    """Shares of probability: what top-k takes, what top-p takes of the rest, both together, and what is kept."""

    top_k: Quantity
    top_p: Quantity
    both: Quantity
    kept: Quantity


def _agreed(cuts: Cuts) -> Cuts:
    """The same shares with texts that add up in both ways: the two cuts to what is cut, all three parts to one."""
    decimals = 2 if any(0 < part.value < LEAST_CUT for part in (cuts.top_k, cuts.top_p)) else 1
    every = add_up("all probability", "S", "share", (cuts.both, cuts.kept))
    (both, kept), _ = print_sum((cuts.both, cuts.kept), every, decimals=decimals)
    (top_k, top_p), _ = print_sum((cuts.top_k, cuts.top_p), cuts.both, decimals=decimals)
    return Cuts(top_k, top_p, both, kept)


@lru_cache(maxsize=64)
def _probability(numbers: ChoiceNumbers, place: int, word: Word) -> Quantity:
    return numbers._reckoned(place, word)


@lru_cache(maxsize=16)
def _cuts(numbers: ChoiceNumbers) -> Cuts:
    return numbers._told()
