"""What the finale takes and gives, and its answer in real time."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from scenes.finale.answer import tokens_there
from scenes.finale.keyboard import enter_key
from scenes.finale.stretches import token_times
from scenes.finale.written import lay_out
from tests.helpers import STILL, make_offline
from tests.scenes.handed import first_and_last, lies_on
from tourapp.authoring import Frame, Rect, Shapes, middle_of

ROOM = Rect(64, 206, 1792, 540)


def test_tokens_arrive_and_the_light_of_the_key_leaves() -> None:
    scene, first, last = first_and_last("finale", make_offline(work=STILL))
    given = scene.enter(first)
    assert lies_on(scene, first, given) and isinstance(given, Shapes)
    assert len(given.boxes) == sum(bool(text.strip()) for text in first.world.recording.texts)
    assert middle_of(scene.leave(last)) == tuple(enter_key().mean(0))


@pytest.mark.parametrize("texts", [("a", " bc", "d", "", " e"), tuple(["word "] * 4000), ("x" * 900,), ("",), ()])
def test_bars_stand_where_words_will(texts: tuple[str, ...]) -> None:
    written = lay_out(texts, ROOM)
    bars = written.token_bars(0)
    assert all(ROOM.x - 1 <= bar.x and bar.right <= ROOM.right + 1 and bar.w > 0 for bar in bars)
    tops = [bar.y for bar in bars]
    assert tops == sorted(tops) and all(a.right <= b.x + 1 for a, b in pairwise(bars) if a.y == b.y)
    assert written.token_bars(len(texts)) == []


def test_each_token_comes_at_its_own_moment_of_the_stay() -> None:
    """The beat's clock is the account's: while the stay passes evenly, tokens come when they came."""
    scene, first, _ = first_and_last("finale", make_offline(work=STILL))
    stay, ends = first.world.account.stay, token_times(first.world)
    told = scene.real_time(first)
    assert told is stay.total, "the fact that the caption prints"
    start, stop = scene.timeline.cue("answer.time")[1]
    seconds = scene.timeline.beats[0].seconds
    for share in np.linspace(0.0, 0.999, 40):
        f = Frame(first.world, scene.timeline, (start + (stop - start) * share) * seconds)
        assert tokens_there(f) == int((ends < share * float(stay.total.value)).sum())
    assert tokens_there(Frame(first.world, scene.timeline, stop * seconds + 0.01)) == len(first.world.recording.texts)
