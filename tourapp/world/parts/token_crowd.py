"""World parts of the small model's embedding table as a whole: what its rows have in common, how large it is in the
model, and a flat map of a few words.

Not here: one word's neighbours (`neighbours`), sums of words (`analogies`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from tourapp import specs
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.engine.word_table import shipped_words
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RECORDED
from tourapp.specs import parameter_parts, total_parameters
from tourapp.world.embedding_rows import table_norms
from tourapp.world.part import PartView, part

SMALL_MODEL = "smollm2-135m"
TOPIC = 10
"""Words of a topic of the map."""


@dataclass(frozen=True, slots=True, eq=False)
class CrowdSide:
    """Cosines of random pairs of tokens: how many pairs in each of 64 columns from -1 to 1 [64], mean, standard
    deviation, and what 99 of 100 are below."""

    columns: np.ndarray
    mean: Quantity
    spread: Quantity
    high: Quantity


@dataclass(frozen=True, slots=True, eq=False)
class TokenCrowd:
    """plain, centred: both sides. pairs: compared; mean_length: of the mean of all rows; median: length of a row in the
    middle; table, params: numbers of the table and of the model, share: the one over the other; vocabulary, hidden: its
    sides; model: whose."""

    plain: CrowdSide
    centred: CrowdSide
    pairs: Quantity
    mean_length: Quantity
    median: Quantity
    table: Quantity
    params: Quantity
    share: Quantity
    vocabulary: Quantity
    hidden: Quantity
    model: str

    def side(self, *, centred: bool) -> CrowdSide:
        """One of both."""
        return self.centred if centred else self.plain


@dataclass(frozen=True, slots=True, eq=False)
class WordMap:
    """Words on a flat map: at [n, 2] within -1 to 1, topic [n]: which words belong together; kept: share of their
    spread that the two axes keep; together: words whose nearest word on the map is of their own topic; hidden: numbers
    of a row."""

    words: tuple[str, ...]
    at: np.ndarray
    topic: np.ndarray
    kept: Quantity
    together: Quantity
    hidden: Quantity


def _read(value: float, words: str, symbol: str, name: str, unit: str = "1") -> Quantity:
    return Quantity(value, unit, words, symbol, source=RECORDED, id=f"token_crowd.{name}")


@part("token_crowd")
def _token_crowd(view: PartView) -> TokenCrowd:
    table = shipped_words()
    meta, sides = table.meta, []
    for side, name in enumerate(("plain", "centred")):
        sides.append(
            CrowdSide(
                table.columns[side].astype(np.float64),
                _read(meta.mean[side], "mean cosine of two random tokens", "m_cos", f"{name}.mean"),
                _read(meta.spread[side], "standard deviation of these cosines", "s_cos", f"{name}.spread"),
                _read(meta.high[side], "cosine that one pair in a hundred exceeds", "p_cos", f"{name}.high"),
            )
        )
    spec, norms = specs.model(SMALL_MODEL), table_norms(meta.model)
    assert norms is not None
    numbers, every = parameter_parts(spec)[0].params, total_parameters(spec)
    share = derive("share of the parameters in the table", "n_E", "share", "P_embedding / P", numbers, every)
    vocabulary, hidden = spec.number("vocab"), spec.number("hidden")
    assert vocabulary is not None and hidden is not None
    return TokenCrowd(
        plain=sides[0],
        centred=sides[1],
        pairs=Quantity(meta.pairs, "1", "random pairs of tokens", "n_pairs", source=DEFINED, id="token_crowd.pairs"),
        mean_length=_read(meta.mean_length, "length of the mean of all rows", "e_mean", "mean_length"),
        median=norms.median,
        table=replace(numbers, id="token_crowd.table"),
        params=replace(every, id="token_crowd.params"),
        share=share,
        vocabulary=replace(vocabulary, id="token_crowd.vocabulary"),
        hidden=replace(hidden, id="token_crowd.hidden"),
        model=spec.name,
    )


@part("word_map", needs=("token_crowd",))
def _word_map(view: PartView) -> WordMap:
    table, tokenizer = shipped_words(), shipped_tokenizer()
    words = tuple(tokenizer.token_text(int(token)).strip() for token in table.map_ids)
    kept = Quantity(table.meta.kept, "share", "spread that two axes keep", "n_2", source=RECORDED, id="word_map.kept")
    at, topic = table.map_at.astype(np.float64), np.arange(len(words)) // TOPIC
    apart = np.linalg.norm(at[:, None] - at[None], axis=2) + 9.0 * np.eye(len(words))
    same = int((topic[apart.argmin(axis=1)] == topic).sum())
    counted = Quantity(same, "1", "words whose nearest is of their topic", "n", source=RECORDED, id="word_map.together")
    return WordMap(words, at, topic, kept, counted, view.token_crowd.hidden)
