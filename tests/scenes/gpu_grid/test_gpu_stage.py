"""Stage, rail, meters and caption of the chip tell of one machine, one batch and one number format."""

from __future__ import annotations

from typing import Any

import pytest

from tests.helpers import make_offline
from tourapp.authoring import Picture, fill, flat_ops, ops, quantities_in, show
from tourapp.export.offline import Moment, Offline

BEATS = ("grid", "prefill", "decode", "why", "roofline", "generations")


@pytest.fixture(scope="module")
def offline(qt_app: Any) -> Offline:
    return Offline()


class Stage:
    """One frame of the scene with everything around it."""

    def __init__(self, offline: Offline, beat: str, at: float = 1.0, **inputs: Any) -> None:
        index = offline.tour.index("gpu_grid")
        tried = make_offline(tour=offline.tour, inputs=offline.settings.inputs.change(**inputs))
        scene = offline.tour.stops[index].scene
        place = scene.timeline.index(beat)
        self.beat = scene.timeline.beats[place]
        self.picture = tried.picture(Moment(index, place, min(at, 0.999)))
        self.frame = tried.frame(index, scene.timeline.start(place) + min(at, 0.999) * self.beat.seconds)
        self.own = Picture()
        scene.draw(self.frame, self.own)

    @property
    def words(self) -> list[str]:
        return [op.words for op in flat_ops(self.picture) if isinstance(op, ops.Words)]

    @property
    def rail(self) -> list[str]:
        assert self.own.side is not None
        return [op.words for op in flat_ops(self.own.side) if isinstance(op, ops.Words)]

    @property
    def said(self) -> str:
        return fill(self.beat.caption, self.own.fields) + " " + fill(self.beat.note, self.own.fields)


def test_the_batch_is_the_scenario_s(offline: Offline) -> None:
    scene = offline.tour.stops[offline.tour.index("gpu_grid")].scene
    assert scene.overrides == {}
    stage = Stage(offline, "decode")
    assert "Batch 8, ideal: math busy 2.71\u2009%" in stage.said
    assert {"2.7\u2009%", "14 of 528 at work"} <= set(stage.words) and stage.rail.count("2.71\u2009%") == 1


def test_ideal_stands_by_every_busy_share(offline: Offline) -> None:
    for beat in ("prefill", "decode"):
        stage = Stage(offline, beat)
        assert "ideal: math busy" in stage.said.lower() and "Math busy, ideal" in stage.rail
        assert stage.words.count("ideal") == 2
    assert "of the math, ideal" in Stage(offline, "roofline").words


@pytest.mark.parametrize(("bits", "word", "ridge"), [(8, "FP8", "591"), (16, "16 bit", "295"), (4, "16 bit", "295")])
def test_the_ridge_has_its_format_beside_it(offline: Offline, bits: int, word: str, ridge: str) -> None:
    for beat in ("why", "roofline"):
        stage = Stage(offline, beat, weight_bits=bits)
        at = stage.rail.index(f"ridge, {word}")
        assert stage.rail[at + 1] == ridge
        assert f"{ridge} FLOP/B in {word}".replace(" FLOP", "\u2009FLOP") in stage.said
    stage = Stage(offline, "generations", weight_bits=bits)
    assert stage.rail[stage.rail.index("ridge, 16 bit") + 1] == "295" and "295" in stage.words
    assert "Ridge point in 16 bit, FLOP per byte" in stage.words and "dense 16 bit" in stage.said


@pytest.mark.parametrize("inputs", [{}, {"batch": 512, "weight_bits": 4}, {"gpu": "l4", "gpus": 1}], ids=str)
def test_the_wall_rose_fell_and_rose_again_at_every_setting(offline: Offline, inputs: dict[str, Any]) -> None:
    assert "No: it rose, fell, and rose again." in Stage(offline, "generations", **inputs).said


def test_tensor_cores_are_counted(offline: Offline) -> None:
    stage = Stage(offline, "grid")
    assert stage.said.startswith("One chip: 528 tensor cores do the multiplying.") and "5 stacks of HBM3" in stage.said
    assert {"528", "tensor cores", "132", "no stack"} <= set(stage.words) and "16,896" not in stage.words
    assert stage.words.count("HBM3") == 5
    stage = Stage(offline, "grid", gpu="tpu-v5e")
    assert stage.words.count("not published") == 2 and "64" not in stage.words
    stage = Stage(offline, "grid", gpu="rtx-4090")
    assert "GDDR6X chips on the card" in stage.said and "no stack" not in stage.words


@pytest.mark.parametrize(
    ("beat", "inputs", "words"),
    [
        ("prefill", {}, "every multiply unit works"),
        ("prefill", {"batch": 1, "prompt_tokens": 1}, "with so few tokens, most multiply units wait"),
        ("roofline", {}, "Their caches pull back."),
        ("roofline", {"weight_bits": 16}, "until memory is full."),
        ("roofline", {"gpu": "l4"}, "Not one user fits beside the weights"),
        ("roofline", {"batch": 512, "context": 128, "weight_bits": 4}, "up to the roof."),
        ("why", {}, "room for 591 operations. Decode brings 16."),
    ],
)
def test_captions_take_their_verdict_from_the_data(
    offline: Offline, beat: str, inputs: dict[str, Any], words: str
) -> None:
    assert words in Stage(offline, beat, **inputs).said


@pytest.mark.parametrize("beat", BEATS)
@pytest.mark.parametrize("inputs", [{}, {"gpu": "tpu-v5e"}, {"batch": 1, "weight_bits": 16}], ids=str)
def test_every_number_has_an_id(offline: Offline, beat: str, inputs: dict[str, Any]) -> None:
    p = Stage(offline, beat, **inputs).own
    assert p.side is not None
    printed = [op.value for op in (*flat_ops(p), *flat_ops(p.side)) if isinstance(op, ops.Words) and op.value]
    printed += quantities_in(" ".join(f"{{{name}}}" for name in p.fields), p.fields)
    assert printed and all(value.id for value in printed), [show(value.name) for value in printed if not value.id]


def test_more_users_climb_until_memory_is_full(offline: Offline) -> None:
    stage = Stage(offline, "roofline")
    assert {"124", "124 users: 119", "weights alone: 248", "batch 8: 15.4", "110 of 528 cores"} <= set(stage.words)
    assert "memory is full: no room for more" in stage.words
    assert any(isinstance(op, ops.Hatch) for op in flat_ops(stage.own))
    early = Stage(offline, "roofline", at=0.05)
    assert "memory is full: no room for more" not in early.words


def test_what_stays_idle_is_hatched(offline: Offline) -> None:
    words = Stage(offline, "why").words
    assert {"16", "32,000", "room for 591: the rest stays idle"} <= set(words)
    words = Stage(offline, "why", batch=512, context=128, weight_bits=4).words
    assert not any("idle" in line for line in words)
