"""The sign in the head that something lies behind a scene: what it says, how it gives way, what a click does."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tourapp.authoring import Picture, Scene, ShowWays, ops, sizes, text_width
from tourapp.player import ways_sign
from tourapp.player.ways_sign import draw_ways, told_ways, ways_words
from tourapp.tours import all_scenes

Ways = Callable[..., None]


@pytest.fixture
def behind(monkeypatch: pytest.MonkeyPatch) -> Ways:
    """Have these scenes lie behind every scene."""

    def put(*names: str) -> None:
        found: tuple[Scene, ...] = tuple(all_scenes()[name] for name in names)
        monkeypatch.setattr(ways_sign, "names_behind", lambda _scene: names)
        monkeypatch.setattr(ways_sign, "ways_from", lambda _scene: found)

    return put


def words_of(p: Picture) -> list[str]:
    return [op.words for op in p.ops if isinstance(op, ops.Words)]


def test_one_is_named_and_several_are_counted(behind: Ways) -> None:
    behind("held_against")
    assert ways_words("pricing") == all_scenes()["held_against"].title
    assert told_ways("pricing") == f"Key E: {all_scenes()['held_against'].title}"
    behind("held_against", "queue", "sampling")
    assert ways_words("pricing") == "3 scenes behind"
    behind()
    assert ways_words("pricing") == told_ways("pricing") == ""


def test_it_gives_way_in_steps(behind: Ways) -> None:
    behind("held_against")
    whole, key, none = Picture(), Picture(), Picture()
    assert draw_ways(whole, "pricing", (400.0, 1100.0, 74.0), 1.0)
    assert words_of(whole) == ["E", all_scenes()["held_against"].title]
    assert not draw_ways(key, "pricing", (400.0, 520.0, 74.0), 1.0) and words_of(key) == ["E"]
    assert not draw_ways(none, "pricing", (400.0, 440.0, 74.0), 1.0) and none.ops == []
    behind()
    assert not draw_ways(none, "pricing", (400.0, 1100.0, 74.0), 1.0) and none.ops == []


@pytest.mark.parametrize("gain", [1.0, 1.2, 1.5])
def test_it_stays_within_its_place_and_is_one_button(gain: float, behind: Ways) -> None:
    behind("held_against", "queue")
    words = text_width(ways_words("pricing"), sizes.TAG) * gain
    for right in range(440, 1200, 7):
        p = Picture()
        draw_ways(p, "pricing", (400.0, float(right), 74.0), gain)
        for op in p.ops:
            if isinstance(op, ops.Hot):
                (x, y, w, h) = op.boxes[0]
                assert op.acts == (ShowWays(),) and x >= 400.0 and x + w <= right and y >= 0.0 and h >= 30.0
                assert w in (pytest.approx(ways_sign.CAP), pytest.approx(ways_sign.CAP + 12.0 + words * 1.03))
