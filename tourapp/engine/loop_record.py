"""What of the generation loop is recorded beside the answer itself: how likely the end token was at every step, and one
race with and without a cache."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import msgspec
import numpy as np

from tourapp.assets import source_assets
from tourapp.engine.generate import Generation, Step
from tourapp.engine.kv_cache import KVCache
from tourapp.engine.kv_race import Race, race
from tourapp.engine.model import Model
from tourapp.engine.record import DEFAULT_PROMPT
from tourapp.engine.recorded_table import read_table, write_table
from tourapp.engine.recording import Recording
from tourapp.engine.sampler import SamplingParams, log_sum_exp

EARLY = 2
"""After so many steps the cache is looked at for the first time."""
FILE = ("recordings", "loop.json")


class LoopRecord(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of the shipped answer: its tokens, and of each step the probability (temperature 1) of the end token. Of one
    prompt token, over all layers and heads: by how much its keys and values in the cache changed from the second step
    to the end (kept_change), and of all tokens by how much they differ when one long pass computes them anew
    (again_change), both as shares of the largest. Of the race: seconds of each round."""

    model: str
    ids: tuple[int, ...]
    end: int
    end_odds: tuple[float, ...]
    kept_at: int
    kept_change: float
    again_change: float
    prompt: int
    cached: tuple[float, ...]
    naive: tuple[float, ...]
    race_ids: tuple[int, ...]

    @property
    def race(self) -> Race:
        """The recorded race."""
        return Race(self.prompt, self.cached, self.naive, self.race_ids, self.race_ids)


def build_loop_record(model: Model) -> Path:
    """Write the answer and race both ways once more (half a minute); returns the file's path in a source tree."""
    encoding = model.encode(DEFAULT_PROMPT, True)
    at = kept_place(encoding.texts, encoding.special)
    run = Generation(model, encoding, SamplingParams(), 64)
    steps, early = list[Step](), np.empty(0)
    for step in run:
        steps.append(step)
        if len(steps) == EARLY:
            early = _rows(run.cache, at)
    late = _rows(run.cache, at)
    fed = [*encoding.ids, *(step.id for step in steps)]
    again = KVCache(model.config, len(fed))
    model.transformer.prefill(fed, again)
    steps += [run.end] if run.end is not None else []
    end = model.tokenizer.tables.eos_id
    found = next(each for each in race(model, encoding.ids) if isinstance(each, Race))
    assert found.same, "both ways must write the same tokens"
    largest = float(np.abs(late).max())
    table = LoopRecord(
        model=model.name,
        ids=tuple(step.id for step in steps),
        end=end,
        end_odds=tuple(float(np.exp(float(step.logits[end]) - log_sum_exp(step.logits))) for step in steps),
        kept_at=at,
        kept_change=float(np.abs(late - early).max()) / largest,
        again_change=max(float(np.abs(one - two).max()) for one, two in _pairs(run.cache, again, len(fed))) / largest,
        prompt=found.prompt,
        cached=found.cached,
        naive=found.naive,
        race_ids=found.cached_ids,
    )
    path = source_assets().joinpath(*FILE)
    write_table(path, table)
    return path


def kept_place(texts: Sequence[str], special: Sequence[bool]) -> int:
    """The prompt's token that is followed: its longest word, the last of those."""
    words = [0 if is_special else len(text.strip()) for text, is_special in zip(texts, special, strict=True)]
    return max(range(len(words)), key=lambda place: (words[place], place))


def _pairs(one: KVCache, two: KVCache, count: int) -> list[tuple[np.ndarray, np.ndarray]]:
    """Keys of two caches side by side, and their values: all that the first `count` tokens hold."""
    return [
        (one.keys[:, 0, :, :count], two.keys[:, 0, :, :count]),
        (one.values[:, 0, :, :count], two.values[:, 0, :, :count]),
    ]


def _rows(cache: KVCache, at: int) -> np.ndarray:
    """Keys and values of one token in all layers, as they are now."""
    return np.stack([cache.keys[:, 0, :, at], cache.values[:, 0, :, at]]).copy()


@lru_cache(maxsize=1)
def shipped_loop() -> LoopRecord:
    """The shipped table. Raises MissingError when it is gone, UsageError when it is damaged."""
    return read_table(FILE, LoopRecord)


def end_odds(recording: Recording, end: int) -> tuple[np.ndarray, np.ndarray]:
    """Of each step of an answer the probability (temperature 1) of its end token [n], and whether that is the number
    itself [n]; where not, it is the least of the kept ones, and the end token's is smaller."""
    known = shipped_loop()
    if recording.model == known.model and recording.ids.tolist() == list(known.ids[: len(recording.ids)]):
        return np.array(known.end_odds[: len(recording.ids)]), np.ones(len(recording.ids), bool)
    odds, exact = np.empty(len(recording.ids)), np.ones(len(recording.ids), bool)
    for step in range(len(recording.ids)):
        ids, scores = recording.scores(step)
        at = np.flatnonzero(ids == end)
        exact[step] = bool(len(at))
        score = scores[at[0]] if len(at) else scores.min()
        odds[step] = np.exp(float(score) - float(recording.logsumexp[step]))
    return odds, exact
