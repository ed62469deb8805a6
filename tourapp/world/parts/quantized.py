"""World parts of quantization in use: the small model's recorded answers by weight width, and how many conversations
fit beside the weights in each format of the KV cache.

Not here: rounding itself and what it measures (`quant`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

import numpy as np

from tourapp.engine.kv_quant import FORMATS, kv_bits
from tourapp.engine.quality_table import shipped_quality
from tourapp.engine.quantize import QuantSpec
from tourapp.engine.quantized_answers import shipped_answers
from tourapp.engine.tokenizer import shipped_tokenizer
from tourapp.quantity import Quantity, derive
from tourapp.quantity.origin import DEFINED, RECORDED
from tourapp.sim.cost import cost
from tourapp.world.part import PartView, part
from tourapp.world.scenario import SCENARIO, scenario

WORDS = re.compile(r"\S+")


@dataclass(frozen=True, slots=True, eq=False)
class AnswerAtWidth:
    """What the model answered at some bits: its words; `first`: place of the first word that is not the one of
    sixteen bits (the number of words where all are the same); `same`: share of the fixed text's places whose first
    choice stays, at this setting, None where it was not measured; `stays`: whether it does at each place, in order,
    None where that was recorded for other groups."""

    bits: int
    words: tuple[str, ...]
    first: int
    same: Quantity | None
    stays: np.ndarray | None

    @property
    def id(self) -> str:
        """What its numbers are called by."""
        return f"{self.bits}_bits"


@dataclass(frozen=True, slots=True)
class QuantAnswers:
    """All answers, the widest first. group, kept: the setting they were recorded with; `as_set`: whether that is the
    one on stage."""

    rows: tuple[AnswerAtWidth, ...]
    group: Quantity
    kept: Quantity
    as_set: bool


@part("quant_answers", reads=("group_size", "salient"))
def _quant_answers(view: PartView) -> QuantAnswers:
    kept, table = shipped_answers(), shipped_quality()
    as_set = (view.group_size, view.salient / 100) == (kept.group, kept.protect)
    rows: list[AnswerAtWidth] = []
    for answer in kept.answers:
        words = tuple(WORDS.findall(shipped_tokenizer().decode(answer.ids)))
        wide = rows[0].words if rows else words
        same = (n for n, (mine, theirs) in enumerate(zip(words, wide, strict=False)) if mine != theirs)
        spec = QuantSpec(answer.bits, view.group_size, False, view.salient / 100) if answer.bits < 16 else None
        quality = table.weights(spec) if spec else table.full()
        same_first = "places with the same first choice"
        share = Quantity(quality.agreement, "share", same_first, source=RECORDED) if quality else None
        stays = answer.places() if as_set or spec is None else None
        rows.append(AnswerAtWidth(answer.bits, words, next(same, len(words)), share, stays))
    group = Quantity(kept.group, "1", "weights of a group, as recorded", source=RECORDED)
    stay = Quantity(kept.protect, "share", "weights kept, as recorded", source=RECORDED)
    return QuantAnswers(tuple(rows), group, stay, as_set)


@part("cache_room", reads=SCENARIO, needs=("quant",))
def _cache_room(view: PartView) -> dict[str, Quantity]:
    """Conversations that fit beside the chosen weights, by cache format."""
    chosen = view.quant.chosen
    plain = cost(scenario(view, kv_bits=16, batch=1)).kv_bytes_per_sequence.named("a conversation's cache", "κ_s")
    full = Quantity(16.0, "1", "bits of a number as it is", "b_full", source=DEFINED)
    formula = "maximum(floor((U - W) / (κ_s * b_k / b_full)), 0)"
    usable, weights = replace(chosen.usable, symbol="U"), replace(chosen.weights, symbol="W")
    room = {}
    for name in FORMATS:
        width = Quantity(kv_bits(name, 64), "1", "bits of a cached number, scales counted", "b_k", source=DEFINED)
        words = "conversations that fit with this cache"
        room[name] = derive(words, "n", "1", formula, usable, weights, plain, width, full)
    return room
