"""The queue speaks of two requests only: the service's typical one, and our question; and says which it shows."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.queue.captions import USUAL_LOAD, written
from tests.helpers import STILL, make_offline, passing, request_scenes
from tourapp.authoring import Quantity, fill, flat_ops, ops, show
from tourapp.export.offline import Moment, Offline
from tourapp.player.view import PlainWorlds
from tourapp.world import Inputs, PartCache

INDEX = next(i for i, scene in enumerate(request_scenes()) if scene.id == "queue")
SCENE = request_scenes()[INDEX]
BEATS = [beat.name for beat in SCENE.timeline.beats if beat.level == "everyone"]
TOO_SLOW = {"model": "llama-3.1-405b", "gpu": "l4", "gpus": 1, "output_tokens": 4096}
TOO_FAST = {"model": "gpt2", "gpu": "b200-sxm", "output_tokens": 1, "prompt_tokens": 1}
CACHE = PartCache()
SETTINGS: dict[str, dict[str, Any]] = {
    "usual": {},
    "ten a second": {"arrival_rate": 10},
    "one replica": {"replicas": 1},
    "nobody": {"arrival_rate": 0.01},
    "set": {"mean_service": 5.0},
    "too slow": TOO_SLOW,
    "too fast": TOO_FAST,
    "cut short": {"answer_tokens": 8},
}


def tour(**changes: Any) -> Offline:
    return make_offline(inputs=Inputs().change(**changes), worlds=PlainWorlds(CACHE, STILL))


def at(offline: Offline, beat: str, share: float = 1.0) -> Any:
    return offline.picture(Moment(INDEX, BEATS.index(beat), share))


def words(offline: Offline, beat: str) -> list[str]:
    return [op.words for op in flat_ops(at(offline, beat)) if isinstance(op, ops.Words) and op.alpha > 0.1]


def caption(offline: Offline, beat: str) -> str:
    """Caption and second line as they are read."""
    found, fields = SCENE.timeline.beats[BEATS.index(beat)], at(offline, beat).fields
    return f"{fill(found.caption, fields)} {fill(found.note, fields)}"


def test_the_typical_request_is_named_with_its_tokens_and_its_achieved_time() -> None:
    usual = tour()
    typical = show(usual.view(INDEX).world.request_times.achieved_total)
    line = f"typical: 2,000\u2009tokens in, 200\u2009tokens out, achieved {typical}, "
    assert any(told.startswith(line) and " to " in told for told in words(usual, "gather"))
    assert f"{typical} on average, achieved." in caption(usual, "gather")
    assert f"as set; the typical request takes {typical}" in caption(tour(mean_service=7.0), "gather")


def test_our_question_is_named_where_it_is_called_and_in_the_stack() -> None:
    usual = tour()
    assert "the prompt: 34\u2009tokens, read at once" in words(usual, "called")
    assert "the answer: 53\u2009tokens, written one by one" in words(usual, "called")
    waited = show(usual.view(INDEX).world.queue_numbers.our_wait)
    assert f"Our question, 34\u2009tokens in and 53\u2009tokens out, waited {waited}" in caption(usual, "called")
    told = "our question: 34\u2009tokens in, 53\u2009tokens out; compute is achieved"
    assert told in words(usual, "stack")
    assert not any("simulated service" in line or "our request" in line for line in words(usual, "stack"))


@pytest.mark.parametrize("name", SETTINGS)
def test_stage_rail_and_caption_print_one_total(name: str) -> None:
    """The stage once said 3.175 s over a caption with 3.18 s."""
    offline = tour(**SETTINGS[name])
    picture = at(offline, "stack")
    total = show(picture.fields["total"])
    shown = words(offline, "stack")
    assert total in shown and f"Our question took {total}." in caption(offline, "stack")
    assert any(line.endswith(f"= {total}") for line in shown) or not offline.view(INDEX).world.queue.stable


@pytest.mark.parametrize(("changes", "verdicts"), [(TOO_SLOW, ("above", "below")), (TOO_FAST, ("below", "above"))])
def test_what_lies_beyond_a_slider_does_not_fit(changes: dict[str, Any], verdicts: tuple[str, str]) -> None:
    offline = tour(**changes)
    typical = offline.view(INDEX).world.typical
    assert (typical.service, typical.rate) == verdicts
    said = [line for line in words(offline, "gather") if "does not fit the slider of" in line]
    assert len(said) == 2 and show(typical.seconds) in said[0]
    assert "does not fit" in caption(offline, "gather")
    assert not any("does not fit" in line for line in words(tour(), "gather"))


def test_the_line_is_said_to_form_not_to_grow() -> None:
    """It once said that the line can only grow, which stood over a line that fell twice within the beat."""
    assert "has to wait: a line forms" in caption(tour(), "busy")
    assert "Ours finds a free replica" in caption(tour(arrival_rate=0.01), "busy")
    assert "did not have to wait" in caption(tour(arrival_rate=0.01), "called")
    for changes in SETTINGS.values():
        assert "grow" not in caption(tour(**changes), "busy")


def test_people_and_seconds_on_the_curve_are_named_apart() -> None:
    shown = words(tour(), "load")
    assert "10 in line" in shown and "column: mean number in line, Erlang C" in shown
    assert [line for line in shown if line.startswith("mean wait at")] and "at 92\u2009%" not in shown


def test_our_wait_and_the_mean_of_the_run_are_named_apart() -> None:
    shown = words(tour(), "called")
    assert "Mean wait" in shown and "Erlang C" in shown
    assert show(tour().view(INDEX).world.queue_numbers.our_wait) in shown and "ours waited in line" in shown
    assert "Wait, simulated" not in shown


def test_above_capacity_load_is_what_is_offered() -> None:
    for changes in ({"arrival_rate": 10}, {"replicas": 1}):
        over = tour(**changes)
        assert "Offered load" in words(over, "busy") and "Utilisation" not in words(over, "busy")
        assert "Over this run" in caption(over, "busy")
        low = at(over, "load").fields["low"]
        assert float(low.value) == USUAL_LOAD, "the example is told at a load that has a mean"


@pytest.mark.parametrize("name", SETTINGS)
def test_every_number_that_stays_has_an_id(name: str) -> None:
    offline = tour(**SETTINGS[name])
    for beat in BEATS:
        picture = at(offline, beat)
        told = [op.value for op in flat_ops(picture) if isinstance(op, ops.Words)]
        told += list(picture.fields.values())
        assert [str(q.name) for q in told if isinstance(q, Quantity) and not q.id and not passing(q)] == [], beat
    sweeping = [op.value for op in flat_ops(at(offline, "load", 0.45)) if isinstance(op, ops.Words) and op.size > 50]
    assert all(not value.id for value in sweeping if isinstance(value, Quantity)), "the sweep passes"


def test_prefill_gives_the_first_token() -> None:
    assert "gives the first of 53\u2009tokens; decode writes the others" in caption(tour(), "stack")
    assert "gives the one token of the answer" in str(written(Quantity(1, "token")))
