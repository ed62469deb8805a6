"""What sampling takes and gives, and how long in reality its loop takes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from scenes.sampling.city_places import FRONT_Y, city_plan
from scenes.sampling.shown_choice import shown_choice
from tests.scenes.handed import lies_on
from tests.scenes.sampling.helpers import RECORDED, caption, frame, picture, words, world
from tourapp.authoring import Scene, Shapes


def test_scores_arrive_and_tokens_leave(scene: Scene) -> None:
    first, last = frame(scene, "read", 0.0), frame(scene, "loop", 1.0)
    assert lies_on(scene, first, scene.enter(first)) and lies_on(scene, last, scene.leave(last))
    leaving = scene.leave(last)
    shown = shown_choice(last)
    assert isinstance(leaving, Shapes) and shown is not None
    assert 2 <= len(leaving.boxes) <= 2 * (len(RECORDED.ids) - shown.start), "tokens that were written on stage"


def test_the_front_street_counts_as_read(scene: Scene) -> None:
    first = frame(scene, "read", 0.0)
    shown, arriving = shown_choice(first), scene.enter(first)
    assert shown is not None and isinstance(arriving, Shapes)
    plan = city_plan(shown.choices, shown.step)
    assert f"{plan.lots}" in words(picture(scene, first))
    assert len(arriving.boxes) == np.count_nonzero(plan.tall[0]) and plan.lots < plan.tall.size
    tops = plan.tops(np.flatnonzero(plan.tall[0]))[:, 1]
    tall = FRONT_Y - arriving.boxes[:, 1] > 1.5
    assert np.allclose(arriving.boxes[tall, 1], tops[tall], atol=0.5), "each is as high as its score"


def test_the_loop_takes_its_tokens_at_the_printed_rate(scene: Scene) -> None:
    f = frame(scene, "loop", 1.0)
    told, shown = scene.real_time(f), shown_choice(f)
    assert told is not None and shown is not None
    rate = f"{RECORDED.decode_tokens_per_second:.1f}"
    assert rate in caption(scene, f)
    assert float(told.value) == pytest.approx((len(RECORDED.ids) - 1 - shown.start) / float(rate), rel=0.01)
    assert scene.real_time(frame(scene, "draw", 1.0)) is None


def test_an_answer_of_one_token_takes_no_time(scene: Scene) -> None:
    one = replace(RECORDED, ids=RECORDED.ids[:1], texts=RECORDED.texts[:1], step_seconds=RECORDED.step_seconds[:1])
    f = frame(scene, "loop", 1.0, world(one, RECORDED))
    assert scene.real_time(f) is None
