"""Stage, rail, map and caption of the hall tell of the same hall at every moment and every setting."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from scenes.kv_hall.flight import hall_moment
from tests.helpers import make_offline
from tests.scenes.kv_hall.helpers import BEATS, drawn, frame, words
from tourapp.authoring import Picture, fill, flat_ops, ops, quantities_in, show
from tourapp.authoring.sizes import FIGURE_HUGE
from tourapp.export.offline import Offline
from tourapp.world import World


def said(offline: Offline, index: int, p: Picture, beat: str) -> str:
    """Caption and second line of a beat as printed."""
    item = offline.tour.stops[index].scene.timeline
    found = item.beats[item.index(beat)]
    return fill(found.caption, p.fields) + " " + fill(found.note, p.fields)


def all_words(p: Picture) -> list[str]:
    return words(p) + words(p.side)


def hatched(p: Picture) -> bool:
    return any(isinstance(op, ops.Hatch) for op in flat_ops(p))


@pytest.mark.parametrize(
    ("at", "length", "users", "role"),
    [(0.25, "1,000", 248, "good"), (0.58, "32,000", 7, "waste"), (0.95, "1,000,000", 0, "waste")],
)
def test_the_rail_tells_of_the_scale_on_stage(
    offline: Offline, index: int, at: float, length: str, users: int, role: str
) -> None:
    f = frame(offline, index, "scales", at)
    p = drawn(offline, f, index)
    told = all_words(p)
    assert any(line.startswith(length) for line in words(p)), length
    assert any(line.startswith(length) for line in words(p.side))
    answer = next(op for op in flat_ops(p.side) if isinstance(op, ops.Words) and op.words.startswith(f"{users:,} user"))
    assert answer.role == role and answer.value is hall_moment(f).stop.users
    assert not any(line.startswith("124") for line in told), "the tour's own length is not on stage"
    figure = next(op for op in flat_ops(p) if isinstance(op, ops.Words) and op.words == f"{users:,}")
    assert figure.role == role and figure.size == FIGURE_HUGE


def test_back_at_the_context_the_rail_is_too(offline: Offline, index: int) -> None:
    for beat in ("grow", "heads"):
        stop = hall_moment(frame(offline, index, beat, 0.9)).stop
        assert (stop.tokens, int(stop.users.value)) == (2000, 124)


def test_memory_is_called_full_only_where_it_is(offline: Offline, index: int) -> None:
    for beat, at, inputs, full in (
        ("grow", 1.0, {}, False),
        ("grow", 1.0, {"batch": 124}, False),
        ("grow", 1.0, {"batch": 126}, True),
        ("grow", 1.0, {"context": 200_000}, True),
        ("scales", 0.25, {}, False),
        ("scales", 0.58, {}, True),
        ("scales", 0.25, {"gpus": 16, "gpu": "mi300x"}, False),
    ):
        p = drawn(offline, frame(offline, index, beat, at, **inputs), index)
        assert any("memory is full" in line for line in words(p)) == full, (beat, at, inputs)
        assert hatched(p), "the user after the last that fits"


def test_every_user_has_a_hall_in_the_memory(offline: Offline, index: int) -> None:
    told = words(drawn(offline, frame(offline, index, "grow", 1.0), index))
    assert "8 users of the 124 that fit" in told
    told = words(drawn(offline, frame(offline, index, "grow", 1.0, batch=1), index))
    assert "1 user of the 124 that fit" in told
    told = words(drawn(offline, frame(offline, index, "grow", 1.0, context=200_000), index))
    assert "memory is full: only 1 of 8 users fits" in told


def test_both_models_are_named_on_stage(offline: Offline, index: int) -> None:
    for beat in ("empty", "prefill", "decode"):
        told = words(drawn(offline, frame(offline, index, beat, 1.0), index))
        line = next(line for line in told if line.startswith("Drawn:"))
        assert "3 layers of SmolLM2-135M-Instruct, each with 3 KV heads" in line
        assert "80 layers of Llama 3 70B, 8 KV heads in each" in line
    told = words(drawn(offline, frame(offline, index, "empty", 1.0, model="deepseek-v3"), index))
    assert any("61 layers of DeepSeek-V3, a latent vector in each" in line for line in told)


def test_the_request_has_as_many_slots_as_passes(offline: Offline, index: int) -> None:
    p = drawn(offline, frame(offline, index, "decode", 1.0), index)
    second = said(offline, index, p, "decode")
    assert "86 token passes" in second and "3,180" in second and "37.0" in second
    assert "all 86 slots" in words(p.side) and "86 : 3,180" in words(p.side)
    s = hall_moment(frame(offline, index, "decode", 1.0))
    assert (s.prompt, s.answer, s.total, s.written) == (34, 52, 86, 52)
    assert {"34 prompt slots", "52 answer slots"} <= set(words(p))


@pytest.mark.parametrize(
    ("tokens", "finish", "adds"),
    [(1, "stop", "no slot: this answer is one token long"), (1, "writing", "one slot per token"), (9, "length", "one")],
)
def test_an_answer_of_one_token_adds_no_slot(offline: Offline, index: int, tokens: int, finish: str, adds: str) -> None:
    real = World(cache=offline.worlds.cache).recording
    tried = make_offline(tour=offline.tour, inputs=offline.settings.inputs.change(answer_tokens=8))
    short = replace(real.clipped(tokens), finish=finish)
    World(tried.settings.inputs, tried.worlds.cache).adopt("recording", short)
    beat = offline.tour.stops[index].scene.timeline
    f = tried.frame(index, beat.start(beat.index("decode")) + 9.9)
    p = drawn(tried, f, index)
    assert f"Decode adds {adds}" in said(tried, index, p, "decode")
    assert f"{34 + tokens - 1} token passes" in said(tried, index, p, "decode")
    assert hall_moment(f).total == 34 + tokens - 1


def test_what_does_not_fit_is_said_with_its_size(offline: Offline, index: int) -> None:
    for beat in ("grow", "scales", "heads"):
        p = drawn(offline, frame(offline, index, beat, 1.0, model="llama-3.1-405b", gpu="rtx-4090"), index)
        told = [*all_words(p), said(offline, index, p, beat)]
        assert not any("-360" in line or "−360" in line for line in told), "no room below nothing"
        assert any("360.25" in line for line in told) and "405.85\u2009GB" in words(p.side)
    assert "360\u2009GB larger than the usable memory" in said(offline, index, p, "grow")
    assert "though here not one user fits" in said(offline, index, p, "heads")


@pytest.mark.parametrize(
    ("inputs", "ends"),
    [
        ({}, "in the end not even one user fits"),
        ({"gpus": 16, "gpu": "mi300x"}, "this memory still holds all the users"),
        ({"gpus": 16}, "in the end only 3 of 8 users fit into memory"),
        ({"gpus": 8}, "in the end only 1 of 8 users fits into memory"),
        ({"model": "llama-3.1-405b"}, "memory has no room for even one user"),
        ({"model": "mistral-7b", "batch": 1}, "this memory still holds one user"),
    ],
)
def test_the_caption_of_the_scales_is_what_memory_says(
    offline: Offline, index: int, inputs: dict[str, Any], ends: str
) -> None:
    p = drawn(offline, frame(offline, index, "scales", 1.0, **inputs), index)
    assert f"to a million: {ends}." in said(offline, index, p, "scales")


@pytest.mark.parametrize("beat", BEATS)
@pytest.mark.parametrize("inputs", [{}, {"model": "deepseek-v3"}, {"model": "mistral-7b", "context": 128}], ids=str)
def test_every_number_of_the_hall_has_an_id(offline: Offline, index: int, beat: str, inputs: dict[str, Any]) -> None:
    p = drawn(offline, frame(offline, index, beat, 1.0, **inputs), index)
    printed = [op.value for op in (*flat_ops(p), *flat_ops(p.side)) if isinstance(op, ops.Words) and op.value]
    printed += quantities_in(" ".join(f"{{{name}}}" for name in p.fields), p.fields)
    assert printed and all(value.id for value in printed), [show(value.name) for value in printed if not value.id]


def test_the_flash_of_prefill_has_gone_when_the_eye_moves_on(offline: Offline, index: int) -> None:
    def panes(at: float) -> int:
        p = drawn(offline, frame(offline, index, "prefill", at), index)
        return sum(len(op.points) for op in flat_ops(p) if isinstance(op, ops.Polys) and op.additive)

    assert panes(0.27) > 0 and panes(0.45) > 0
    assert panes(0.61) == panes(0.75) == 0
