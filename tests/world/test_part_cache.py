"""Built parts are kept by name and key: the newest of a name is at hand, the oldest goes, a stand-in is made once."""

from __future__ import annotations

import pytest

from tourapp.world import PartCache


def test_the_newest_is_the_one_used_last_and_the_oldest_goes() -> None:
    cache = PartCache(keep=2)
    cache.put("cost", 1, "one")
    cache.put("price", 1, "other")
    cache.put("cost", 2, "two")
    assert cache.newest("cost") == "two" and cache.get("cost", 1) == "one" and cache.newest("cost") == "one"
    cache.put("cost", 3, "three")
    assert not cache.has("cost", 2) and cache.has("cost", 1) and cache.has("price", 1)
    with pytest.raises(KeyError):
        cache.newest("plan")


def test_what_rests_on_a_key_is_forgotten_with_it() -> None:
    cache = PartCache()
    cache.put("recording", "hello", 1)
    cache.put("choices", (("hello",), 0.8), 2)
    cache.put("choices", (("other",), 0.8), 3)
    cache.forget("hello", lambda name: True)
    assert not cache.has("recording", "hello") and cache.newest("choices") == 3
    cache.drop(lambda name: name == "choices")
    with pytest.raises(KeyError):
        cache.newest("choices")


def test_a_stand_in_is_made_once_until_its_part_is_dropped() -> None:
    cache, made = PartCache(), []
    for _ in range(3):
        cache.stand_in("held_runs", lambda: made.append(1))
    assert made == [1]
    cache.drop(lambda name: name == "held_runs")
    cache.stand_in("held_runs", lambda: made.append(1))
    assert made == [1, 1]
