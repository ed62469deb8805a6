"""One product three ways: turns, the same outputs, a way to stop; nothing on how fast anything is."""

from __future__ import annotations

import pytest

from tourapp.engine import product_race
from tourapp.engine.hooks import Cancelled
from tourapp.engine.product_race import ProductRace, race_products, shipped_product_race


def test_all_ways_take_turns_and_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    turns: list[str] = []
    for name in ("_by_loop", "_by_rows", "_by_library"):
        real = getattr(product_race, name)

        def told(*given: object, name: str = name, real: object = real) -> object:
            turns.append(name)
            return real(*given)  # type: ignore[operator]

        monkeypatch.setattr(product_race, name, told)
    *shares, found = race_products(side=12, rounds=3)
    assert isinstance(found, ProductRace) and found.error < 1e-4 and found.side == 12
    assert len(found.loop) == len(found.rows) == len(found.whole) == 3
    assert shares == [0.25, 0.5, 0.75, 1.0] and len(turns) == 12
    assert all(sorted(turns[at : at + 3]) == sorted(set(turns)) for at in range(0, 12, 3))
    assert turns[0] == turns[5] == "_by_loop", "what comes first comes last in the next round"


def test_it_stops_between_rows() -> None:
    with pytest.raises(Cancelled):
        list(race_products(side=12, rounds=1, cancel=lambda: True))


def test_the_shipped_race_has_five_rounds_of_each() -> None:
    known = shipped_product_race()
    assert known.side == 96 and {len(each) for each in (known.loop, known.rows, known.whole)} == {5}
    assert min(known.loop) > max(known.rows) > max(known.whole) > 0
