"""One measure and one word: captions, figure, rail and picture of batching agree wherever a control stands."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest

from scenes.batching import scene as batching
from scenes.batching.facts import compare
from scenes.batching.panels import TOP, policy_panels
from tourapp.authoring import Frame, Picture, Slider, Timeline, fill, flat_ops, ops, say_words, show
from tourapp.authoring.scene import declared
from tourapp.cli import main
from tourapp.quantity.text import THIN
from tourapp.world import Inputs, World, controls

TIMELINE = Timeline(tuple(beat for beat in batching.BEATS if beat.name != "climb"))
SLIDER = [round(0.05 * k, 2) for k in range(31)]
GAP = [
    ({}, "Continuous batching is done 2.13 × sooner.", "Static keeps 39.4 % of the slots busy, continuous 83.9 %."),
    ({"variance": 0.0}, "Here it is a tie.", "Static keeps 100 % of the slots busy, continuous 100 %."),
    ({"variance": 1.0}, "Continuous batching is done 2.64 × sooner.", "Static keeps 31.4 % of the slots busy"),
    ({"variance": 1.5}, "Continuous batching is done 2.47 × sooner.", "Static keeps 22.1 % of the slots busy"),
    ({"load": 0.1}, "done 1.19 × sooner.", "Static makes the median request wait 71.5 steps for a slot, continuous 0."),
    (
        {"policy_a": "continuous", "policy_b": "static"},
        "Static batching is done 2.13 × later.",
        "Continuous keeps 83.9 % of the slots busy, static 39.4 %.",
    ),
    (
        {"policy_b": "static"},
        "Both policies are the same here.",
        "Static keeps 39.4 % of the slots busy, static 39.4 %.",
    ),
]
"""Settings, and what the last beat says of them."""


def world(**changes: Any) -> World:
    return World(Inputs().change(**changes))


def picture(at: World, beat: str, share: float = 1.0) -> Picture:
    index = TIMELINE.index(beat)
    made = Picture()
    batching.draw(Frame(at, TIMELINE, TIMELINE.start(index) + share * TIMELINE.beats[index].seconds), made)
    return made


def said(at: World, beat: str) -> tuple[str, str]:
    """Caption and second line."""
    one, fields = TIMELINE.beats[TIMELINE.index(beat)], picture(at, beat).fields
    return fill(one.caption, fields).replace(THIN, " "), fill(one.note, fields).replace(THIN, " ")


def words(made: Picture) -> list[str]:
    both = [*flat_ops(made), *(flat_ops(made.side) if made.side else ())]
    return [op.words.replace(THIN, " ") for op in both if isinstance(op, ops.Words)]


@pytest.mark.parametrize(("changes", "outcome", "lost"), GAP, ids=[str(changes) for changes, *_ in GAP])
def test_the_last_beat_says_what_is_true_where_the_controls_stand(
    changes: dict[str, Any], outcome: str, lost: str
) -> None:
    caption, second = said(world(**changes), "gap")
    assert caption.startswith("Drag the variance and watch the gap.") and caption.endswith(outcome)
    assert second.startswith(lost) and second.endswith("Both make all 1,792 tokens.")


def test_figure_rail_caption_and_picture_use_one_measure() -> None:
    dice = Random(7)
    for _ in range(40):
        changes = {
            "variance": dice.choice(SLIDER),
            "load": dice.choice([0.0, 0.05, 0.1, 0.5, 2.0]),
            "slots": dice.randint(2, 16),
            "policy_a": dice.choice(["static", "continuous", "chunked"]),
            "policy_b": dice.choice(["static", "continuous", "chunked"]),
            "batch_seed": dice.randint(0, 99),
        }
        at = world(**changes)
        facts, made = compare(at), picture(at, "gap")
        late, early = max(facts.a.steps, facts.b.steps), min(facts.a.steps, facts.b.steps)
        assert float(facts.numbers.times.value) == late / early >= 1
        order = {"sooner": facts.b.steps < facts.a.steps, "later": facts.b.steps > facts.a.steps, "tie": late == early}
        assert order[facts.numbers.verdict], changes
        told = words(made)
        times = show(facts.numbers.times).replace(THIN, " ")
        figures = ("a tie ✓",) if late == early else (f"{times} ✓", f"done {times} sooner ✓")
        assert any(each.endswith(figures) for each in told), changes
        assert late == early or any("sooner" in each for each in told), changes
        assert show(facts.numbers.times).replace(THIN, " ") in told, changes
        assert not any("faster" in each for each in [*told, *said(at, "gap")])


def test_the_clock_stays_while_the_variance_is_dragged() -> None:
    for changes in ({}, {"load": 0.1}, {"slots": 3}, {"policy_a": "chunked"}):
        scales = set()
        for variance in SLIDER:
            at = world(variance=variance, **changes)
            panels = policy_panels(Frame(at, TIMELINE, TIMELINE.duration), compare(at))
            assert all(panel.end_x <= TOP.right + 1e-6 for panel in panels)
            scales |= {panel.lanes.scale for panel in panels}
        assert len(scales) == 1, changes
    assert float(compare(world()).longest_run.value) == 1012


def test_the_slider_has_the_steps_of_the_clock() -> None:
    slider = controls()["variance"]
    assert isinstance(slider, Slider)
    assert (slider.low, slider.high, slider.step) == (SLIDER[0], SLIDER[-1], SLIDER[1])


def test_the_mean_length_is_the_real_mean() -> None:
    for mean in (4, 28, 33, 120):
        for variance in (0.0, 0.35, 0.75, 1.5):
            at = world(mean_output=mean, variance=variance)
            assert float(at.batching_numbers.mean.value) == mean == at.batching.traces["static"].output.mean()


@pytest.mark.parametrize(
    "changes",
    [{}, {"variance": 0.0}, {"variance": 1.5, "batch_seed": 3}, {"load": 0.1, "slots": 5}, {"mean_output": 9}],
    ids=str,
)
def test_command_and_stage_run_the_same_requests(changes: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    options = [word for name, value in changes.items() for word in ("--set", f"{name}={value}")]
    assert main(["simulate", "batching", "--json", *options]) == 0
    told = json.loads(capsys.readouterr().out)["policies"]
    at = world(**changes)
    for policy, numbers in at.batching_numbers.policies.items():
        trace = at.batching.traces[policy]
        assert told[policy]["finish"] == trace.finish.tolist() and told[policy]["admit"] == trace.admit.tolist()
        assert told[policy]["steps"] == numbers.steps.value and told[policy]["tokens"] == numbers.made.value
        assert told[policy]["utilisation"] == pytest.approx(float(numbers.busy.value))
        assert told[policy]["p50_wait"] == numbers.wait_median.value


def test_captions_are_true_of_any_policy() -> None:
    assert said(world(), "door")[0] == "Static batching locks the door until the whole batch is done."
    assert said(world(), "refill")[0] == "Continuous batching decides again at every token."
    assert said(world(), "slowest")[0] == "The slowest answer holds everyone. The rest is idle."
    assert said(world(), "slowest")[1].startswith("In this batch the mean answer has 38.4 tokens and the longest 131")
    assert said(world(variance=0.0), "slowest")[0] == "The slowest answer is like all others. Nothing is idle."
    other = world(policy_a="continuous", policy_b="chunked")
    assert said(other, "door")[0] == "Continuous batching decides again at every token."
    assert said(other, "refill")[0] == "Chunked prefill lets long prompts in a piece at a time."
    assert said(other, "slowest")[0].startswith("The slowest answer holds nobody up.")
    assert said(other, "slowest")[1].startswith("Over the whole run the mean answer has 28 tokens")


def test_the_badge_gives_our_length_at_this_setting() -> None:
    for variance, length in ((0.0, "28 tokens"), (0.75, "64 tokens"), (1.5, "89 tokens")):
        badge = declared()["batching"].badge(Frame(world(variance=variance), TIMELINE, 0.0))
        real = say_words(badge.real).replace(THIN, " ")
        assert length in real and "recorded" not in real
