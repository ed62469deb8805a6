"""The latest things made: found by the very objects they were made from, the oldest forgotten."""

from __future__ import annotations

from tourapp.latest import Latest


def test_what_was_made_is_found_by_the_very_objects_and_not_by_equal_ones() -> None:
    known: Latest[str] = Latest()
    made: list[str] = []
    one, like_one = [1], [1]

    def make() -> str:
        made.append(f"made {len(made)}")
        return made[-1]

    assert known.get((one, one), make) == "made 0" == known.get((one, one), make)
    assert known.get((one, like_one), make) == "made 1" and len(made) == 2


def test_the_oldest_is_forgotten_and_what_was_made_elsewhere_is_kept() -> None:
    known: Latest[int] = Latest(2)
    keys = [[0], [1], [2]]
    for n, key in enumerate(keys):
        known.put((key,), n)
    assert known.get((keys[1],), lambda: -1) == 1 and known.get((keys[2],), lambda: -1) == 2
    assert known.get((keys[0],), lambda: -1) == -1
