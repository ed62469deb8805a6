"""The race with and without a cache: turns, counts, the same tokens; nothing on how fast anything is."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tourapp.engine import kv_race
from tourapp.engine.hooks import Cancelled
from tourapp.engine.kv_race import Race, race
from tourapp.engine.loop_record import kept_place, shipped_loop
from tourapp.engine.model import Model
from tourapp.engine.shipped import shipped_recording


def test_both_ways_write_the_same_tokens_in_turns(tiny: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    ways = []
    write = kv_race._write

    def told(*given: object, keep: bool, **more: object) -> list[int]:
        ways.append(keep)
        return write(*given, keep=keep, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(kv_race, "_write", told)
    *shares, found = race(tiny, [5, 6, 7], tokens=4, rounds=3)
    assert isinstance(found, Race) and found.same and len(found.cached_ids) == 4
    assert len(found.cached) == len(found.naive) == 3 and found.prompt == 3
    assert len(ways) == 8 and all(sorted(ways[k : k + 2]) == [False, True] for k in range(0, 8, 2))
    assert all(isinstance(each, float) for each in shares) and shares[-1] == 1.0
    assert all(one < two for one, two in pairwise(shares))


def test_it_stops_between_passes(tiny: Model) -> None:
    with pytest.raises(Cancelled):
        list(race(tiny, [5, 6], tokens=4, rounds=1, cancel=lambda: True))
    asked: list[int] = []

    def later() -> bool:
        asked.append(1)
        return len(asked) > 2

    with pytest.raises(Cancelled):
        list(race(tiny, [5, 6], tokens=1, rounds=4, cancel=later))
    assert len(asked) == 3, "asked before each pass, the prompt's as well"


def test_the_recorded_answer_is_the_shipped_one() -> None:
    known, recording = shipped_loop(), shipped_recording()
    assert list(known.ids) == recording.ids.tolist() and len(known.end_odds) == len(known.ids)
    assert known.ids[-1] == known.end
    assert known.kept_at == kept_place(recording.prompt_texts, recording.prompt_special.tolist())
    last = recording.top_logits[-1][list(recording.top_ids[-1]).index(known.end)] - recording.logsumexp[-1]
    assert known.end_odds[-1] == pytest.approx(2.718281828 ** float(last), rel=1e-3)
