"""What the small model answers when its weights are rounded: the same question, greedy, at every number of bits.

Recorded once, because one answer takes seconds to minutes and a slider cannot wait. Beside each answer it is kept at
which places of the fixed text (`engine.quality`) the likeliest token stays that of the model as it is.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import source_assets
from tourapp.engine.generate import Generation
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.model import Model
from tourapp.engine.quality import activity, lesson_ids, log_odds
from tourapp.engine.quantize import QuantSpec, quantize_weights
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.recorded_table import read_table, write_table
from tourapp.engine.sampler import SamplingParams
from tourapp.engine.transformer import Transformer

WIDTHS = (16, 8, 4, 3, 2)
GROUP, PROTECT = 128, 0.01
"""Weights of a group, and the share of input channels that keep 16 bits; groups have a zero point."""
ANSWER_TOKENS = 48
FILE = ("recordings", "quantized_answers.json")


class QuantizedAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One answer: ids of its tokens, and a 1 for each place of the fixed text whose first choice stays, a 0 else."""

    bits: int
    ids: tuple[int, ...]
    stays: str

    def places(self) -> np.ndarray:
        """Those places as booleans."""
        return np.frombuffer(self.stays.encode(), np.uint8) == ord("1")


class QuantizedAnswers(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All answers of one model to one prompt, the widest weights first."""

    model: str
    prompt: str
    group: int
    protect: float
    answers: tuple[QuantizedAnswer, ...]

    def of(self, bits: int) -> QuantizedAnswer:
        """The answer at that number of bits."""
        return next(answer for answer in self.answers if answer.bits == bits)


def record_answers(model: Model) -> QuantizedAnswers:
    """Ask the model as it is and rounded to each width; minutes."""
    text = lesson_ids(model)
    active, answers = activity(model, text), []
    first: np.ndarray | None = None
    for bits in WIDTHS:
        weights, spec = model.transformer.weights, QuantSpec(bits, GROUP, False, PROTECT) if bits < 16 else None
        network = Transformer(quantize_weights(weights, spec, active) if spec else weights)
        choices = log_odds(network, KVCache(model.config, len(text)), text).argmax(axis=1)
        first = choices if first is None else first
        rounded = Model(model.name, model.config, model.tokenizer, network)
        run = Generation(rounded, model.encode(DEFAULT_PROMPT, True), SamplingParams(temperature=0.0), ANSWER_TOKENS)
        ids = tuple(step.id for step in run)
        answers.append(QuantizedAnswer(bits, ids, "".join("01"[int(same)] for same in choices == first)))
    return QuantizedAnswers(model.name, DEFAULT_PROMPT, GROUP, PROTECT, tuple(answers))


def build_answers(model: Model) -> Path:
    """Make the shipped answers again in a source tree; returns their path."""
    path = source_assets().joinpath(*FILE)
    write_table(path, record_answers(model))
    return path


@lru_cache(maxsize=1)
def shipped_answers() -> QuantizedAnswers:
    """The shipped answers. Raises MissingError when the file is gone, UsageError when it is damaged."""
    return read_table(FILE, QuantizedAnswers)
