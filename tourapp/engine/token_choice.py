"""One choice of a token with all its numbers: scores, odds under some settings, what the cut keeps, what a seed draws.

The odds are the sampler's own; this only ranks and counts them, and keeps no more of them than can be looked at. Not
here: which settings and which step (the caller says), and any drawing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.recording import Recording
from tourapp.engine.sampler import Odds, SamplingParams, reshape, uniform

LISTED = 1000
"""How many of the most likely tokens are listed one by one."""


@dataclass(frozen=True, slots=True, eq=False)
class TokenChoice:
    """The choice at one step. Arrays are in order of score, best first, at most LISTED long.

    ids, scores; raw = softmax at temperature 1; heated = at the chosen temperature; final = what is drawn from (0 where
    cut); kept = survives the cut. `kept_share` is the sum of `heated` over the kept ones, so final = heated /
    kept_share; `top_k_share` is the sum over those which top-k leaves for top-p to cut from. `whole`: every score of
    the vocabulary was there, not just the highest. `drawn` is the drawn token's id, `chance` the number between 0 and 1
    that the seed gave. `denominator` is the sum of e ** ((score - best) / temperature). line_ids, line_odds: the kept
    ones laid end to end as the draw does, in order of their ids; `dice` are the sampler's own odds over them, which
    make the draws.
    """

    step: int
    params: SamplingParams
    vocabulary: int
    whole: bool
    ids: np.ndarray
    scores: np.ndarray
    raw: np.ndarray
    heated: np.ndarray
    final: np.ndarray
    kept: np.ndarray
    kept_count: int
    after_top_k: int
    top_k_share: float
    kept_share: float
    entropy_bits: float
    drawn: int
    chance: float
    denominator: float
    line_ids: np.ndarray
    line_odds: np.ndarray
    dice: Odds

    @property
    def lost(self) -> float:
        """Share of the odds that both cuts throw away; exactly 0 where nothing is cut."""
        return 0.0 if self.kept_count >= self.vocabulary else max(0.0, 1.0 - self.kept_share)

    @property
    def lost_to_top_k(self) -> float:
        """What of it top-k takes."""
        if self.after_top_k <= self.kept_count:
            return self.lost
        return 0.0 if self.after_top_k >= self.vocabulary else min(self.lost, max(0.0, 1.0 - self.top_k_share))

    @property
    def lost_to_top_p(self) -> float:
        """What of it top-p takes from the rest."""
        return self.lost - self.lost_to_top_k

    @property
    def tail(self) -> float:
        """Share of the odds (before the cut) of all tokens beyond the list."""
        return max(0.0, 1.0 - float(self.heated.sum()))

    @property
    def place(self) -> int:
        """Where the drawn token stands in the list; -1 when it is beyond it."""
        at = np.flatnonzero(self.ids == self.drawn)
        return int(at[0]) if len(at) else -1

    @property
    def drawn_odds(self) -> float:
        """The odds with which the drawn token was drawn, in the list or beyond it."""
        return float(self.line_odds[self.line_ids == self.drawn][0])

    def with_seed(self, seed: int) -> TokenChoice:
        """The same odds, drawn from with another seed."""
        params = replace(self.params, seed=seed)
        dice = replace(self.dice, params=params)
        drawn = int(self.line_ids[dice.draw(self.step)])
        return replace(self, params=params, dice=dice, drawn=drawn, chance=float(uniform(seed, self.step, 0, 1)[0]))


def candidates(recording: Recording, step: int) -> tuple[np.ndarray, np.ndarray]:
    """Ids [n] and scores [n] at a step in order of id, as the draw goes through them."""
    ids, scores = recording.scores(step)
    if len(ids) and np.any(np.diff(ids) < 0):
        order = np.argsort(ids)
        return ids[order], scores[order]
    return ids, scores


def choose(recording: Recording, step: int, params: SamplingParams, order: np.ndarray) -> TokenChoice:
    """The choice at a step. `order`: places of the listed ones among the candidates, best first. About 3 ms."""
    ids, scores = candidates(recording, step)
    odds = reshape(scores, params)
    line = np.flatnonzero(odds.kept)
    line_odds = odds.final[line]
    listed = {
        "ids": ids[order],
        "scores": scores[order],
        "raw": odds.raw[order],
        "heated": odds.heated[order],
        "final": odds.final[order],
        "kept": odds.kept[order],
        "line_ids": ids[line],
        "line_odds": line_odds,
    }
    for array in listed.values():
        array.flags.writeable = False
    made = TokenChoice(
        step=step,
        params=params,
        vocabulary=int(recording.full_logits.shape[1]),
        whole=recording.has_all_scores(step),
        kept_count=odds.kept_count,
        after_top_k=odds.after_top_k,
        top_k_share=_share_of_highest(odds.heated, order, odds.after_top_k),
        kept_share=float(odds.heated[line].sum()),
        entropy_bits=odds.entropy_bits,
        drawn=-1,
        chance=0.0,
        denominator=1.0 / float(odds.heated[order[0]]),
        dice=_over_the_kept(odds, line_odds),
        **listed,
    )
    return made.with_seed(params.seed)


def _share_of_highest(heated: np.ndarray, order: np.ndarray, count: int) -> float:
    """Sum of the `count` highest odds; `order` are the places of the first ones, best first."""
    if count >= len(heated):
        return 1.0
    highest = heated[order[:count]] if count <= len(order) else np.partition(heated, len(heated) - count)[-count:]
    return float(highest.sum())


def _over_the_kept(odds: Odds, line_odds: np.ndarray) -> Odds:
    """The same dice without the arrays of the whole vocabulary: they draw places on the line of kept ones."""
    every = np.ones(len(line_odds), bool)
    return replace(
        odds, raw=line_odds, heated=line_odds, final=line_odds, kept=every, _support=np.arange(len(line_odds))
    )
