"""The two phases are the typical request's, in the scenario's batch; the words are our question's; both are named."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import STILL, make_offline, passing, request_scenes
from tests.scenes.prefill_decode.stage import BEATS, at, frame_of, measured, said
from tourapp.authoring import Quantity, fill, flat_ops, ops, show
from tourapp.export.offline import Offline
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache

SCENE = next(scene for scene in request_scenes() if scene.id == "prefill_decode")
CACHE = PartCache()
SETTINGS: dict[str, dict[str, Any]] = {
    "usual": {},
    "alone": {"batch": 1},
    "crowd": {"batch": 512},
    "one token": {"output_tokens": 1},
    "long prompt": {"prompt_tokens": 32768},
    "other machine": {"gpu": "rtx-3090", "weight_bits": 4},
}


def tour(**changes: Any) -> Offline:
    return make_offline(inputs=Inputs().change(**changes), worlds=PlainWorlds(CACHE, STILL))


def caption(offline: Offline, beat: str) -> str:
    """Caption and second line as they are read."""
    found, fields = SCENE.timeline.beats[BEATS.index(beat)], at(offline, beat).fields
    return f"{fill(found.caption, fields)} {fill(found.note, fields)}"


def test_this_stage_has_the_scenarios_batch() -> None:
    usual = tour()
    view = usual.view(usual.tour.index("prefill_decode"))
    assert view.world.inputs.batch == Inputs().batch == 8 and not SCENE.overrides
    assert {"69.5\u2009GB", "8 tokens, one of", "each conversation"} <= set(said(at(usual, "loop")))
    assert "69.5\u2009GB of weights for 8 tokens, one of each conversation: 15.4" in caption(usual, "loop")
    assert "for one token, of one conversation alone: 2.06" in caption(tour(batch=1), "loop")
    assert "one conversation alone" in caption(tour(batch=1), "clock")


def test_the_clock_is_the_service_time_of_the_queue() -> None:
    """Once the queue computed 2,000 + 200 tokens in 0.93 s, and this scene in 3.12 s."""
    usual = tour()
    world = usual.view(usual.tour.index("prefill_decode")).world
    fields = at(usual, "clock").fields
    told, seconds = fields["slow_total"], world.request_times.achieved_total
    assert told.fields["v"] is seconds is world.typical.seconds
    assert show(seconds) == show(world.queue_numbers.service)
    assert f"2.30\u2009s ideal; achieved {show(told)}. " in caption(usual, "clock")


def test_what_achieved_rests_on_is_said() -> None:
    for change, words in (
        ({}, "Nine of ten measured runs lie there."),
        ({"gpu": "a100-80gb-sxm", "gpus": 1, "weight_bits": 4}, "No run like this was measured."),
        ({"gpu": "rtx-4090", "gpus": 8}, "assumed. Assumed: 50.0\u2009% of the math, 70.0\u2009% of the bandwidth."),
        ({"mfu": 0.4, "mbu": 0.6}, "as set. Set: 40.0\u2009% of the math, 60.0\u2009% of the bandwidth."),
        ({"batch": 512}, "if all fitted. More requests run than fit."),
    ):
        assert words in caption(tour(**change), "clock"), change


@pytest.mark.parametrize("name", SETTINGS)
def test_busy_shares_carry_the_word_ideal(name: str) -> None:
    offline = tour(**SETTINGS[name])
    words = said(at(offline, "loop"))
    assert words.count("math busy, ideal") == words.count("memory busy, ideal") == 1
    assert not {"math busy", "memory busy"} & set(words)
    assert "ideal" in caption(offline, "sweep") and "ideal" in caption(offline, "loop")


def test_only_is_said_where_a_step_waits_for_memory() -> None:
    assert "math is busy 2.71" in caption(tour(), "loop")
    full = tour(batch=512, gpu="rtx-3090", weight_bits=4, prompt_tokens=1)
    assert full.view(full.tour.index("prefill_decode")).world.request_step.decode.bound == "compute"
    assert "enough to keep the math busy" in caption(full, "loop") and "only" not in caption(full, "loop")


def test_two_models_are_named_on_the_stage() -> None:
    usual = tour()
    for beat in ("flip", "loop", "clock"):
        words = said(at(usual, beat))
        assert "times: Llama 3 70B on 2 × H100 SXM" in words
        assert "words: SmolLM2-135M-Instruct, answering our question" in words
        start = SCENE.timeline.start(BEATS.index(beat))
        assert SCENE.badge(frame_of(usual, start + 1.0)).kind == "computed from specs + recorded"
    assert "the answer to our question so far: 4 tokens" in said(at(usual, "loop"))
    assert "our question: 34 tokens" in said(at(usual, "slab"))
    assert caption(usual, "slab").startswith("The service's typical prompt arrives all at once: one slab of 2,000")


def test_the_flip_says_what_is_drawn() -> None:
    """It once said that the mode flips, which stood over a picture in which nothing flips."""
    told = caption(tour(), "flip")
    assert "flips" not in told and "the whole wave has become one drop" in told


def test_ridge_and_rail_name_the_same_format() -> None:
    for changes, name in (({}, "FP8"), ({"gpu": "rtx-3090"}, "INT8"), ({"weight_bits": 16}, "16 bit")):
        offline = tour(**changes)
        words = said(at(offline, "ridge"))
        format = show(offline.view(offline.tour.index("prefill_decode")).world.math_format)
        assert f"ridge, {format}" in words and any(f"math in {format}" in line for line in words)
        assert f"Ridge in {format}" in caption(offline, "ridge"), name
    assert "ridge, FP8" in said(at(tour(), "ridge"))


def test_an_answer_of_one_token_has_nothing_between_tokens() -> None:
    one = tour(output_tokens=1)
    for beat in BEATS[:6]:
        words = said(at(one, beat))
        assert not any("between tokens," in line for line in words)
        assert ("none" in words) == (beat != "ridge")
    assert "has no rhythm" in caption(one, "clock") and "A longer answer goes on like this" in caption(one, "loop")
    assert "none" not in said(at(tour(output_tokens=2), "clock"))


@pytest.mark.parametrize("name", SETTINGS)
def test_every_number_has_an_id(name: str) -> None:
    for offline in (tour(**SETTINGS[name]), measured(tour(**SETTINGS[name]))):
        for beat in BEATS:
            picture = at(offline, beat)
            told = [op.value for op in flat_ops(picture) if isinstance(op, ops.Words)]
            told += list(picture.fields.values())
            assert [str(q.name) for q in told if isinstance(q, Quantity) and not q.id and not passing(q)] == [], beat


def test_an_id_names_what_is_given_here() -> None:
    usual = tour()
    world = usual.view(usual.tour.index("prefill_decode")).world
    assert world.request_cost.prefill.intensity.id == "prefill.intensity(batch=1)"
    assert world.own_cost.prefill.intensity.id == "prefill.intensity(prompt_tokens=34, batch=1)"
    assert world.request_step.decode.intensity.id == "decode.intensity(context=2001)"
    assert world.with_inputs(batch=1).request_cost.prefill.intensity.id == "prefill.intensity(batch=1)"


def test_the_prompt_is_read_alone_whatever_the_batch() -> None:
    few, many = (tour(batch=batch).view(4).world for batch in (1, 64))
    assert float(few.request_cost.prefill.seconds.value) == float(many.request_cost.prefill.seconds.value)
    assert float(few.request_times.first.value) == float(many.request_times.first.value)


def test_a_machine_that_is_full_says_so() -> None:
    assert any(line.startswith("Does not fit: 70.6") for line in said(at(tour(gpu="l4", gpus=1), "loop")))
    full = said(at(tour(batch=512), "loop"))
    assert any(line.startswith("Does not fit:") and "with its caches" in line for line in full)
    assert not any("Does not fit" in line for line in said(at(tour(), "loop")))
