"""What quantization says at every setting: verdicts from the data, meters of the beat, GPUs counted and in their
place."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pytest

from scenes.quantization.meters import head_meters
from tests.helpers import STILL, make_offline
from tourapp.authoring import Picture, fill, flat_ops, ops, show
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Offline

BEATS = ("memory", "snap", "groups", "cache", "faster", "price")
FINE = {"group_size": 32, "salient": 5}
RAIL_AT = 1460.0


@lru_cache(maxsize=1)
def usual() -> Offline:
    ensure_qt()
    return make_offline(work=STILL)


def at(beat: str, share: float = 0.97, **change: Any) -> tuple[Picture, str, str]:
    """The picture of a beat, its caption and its second line."""
    base = usual()
    settings = base.settings.inputs.change(**change)
    tried = make_offline(base, inputs=settings)
    moment = tried.moment("quantization", beat, share)
    picture = tried.picture(moment)
    told = tried.tour.stops[moment.index].scene.timeline.beats[moment.beat]
    return picture, fill(told.caption, picture.fields), fill(told.note, picture.fields)


def words(picture: Picture) -> list[str]:
    return [op.words for op in flat_ops(picture) if isinstance(op, ops.Words) and op.alpha > 0.1]


@pytest.mark.parametrize(
    ("change", "caption"),
    [
        ({"quant_bits": 16}, "nothing is rounded"),
        ({"quant_bits": 8}, "Still the same answer: 98.6"),
        ({"quant_bits": 4}, "The answer drifts: 80.7"),
        ({"quant_bits": 3, "salient": 0}, "The answer drifts: 33.7"),
        ({"quant_bits": 2}, "The answer is gone: only 0.617"),
        ({"quant_bits": 2, **FINE}, "The answer is gone: only 17.7"),
    ],
)
def test_the_price_is_told_as_it_was_measured(change: dict[str, Any], caption: str) -> None:
    _, told, _ = at("price", **change)
    assert caption in told and "a little" not in told


@pytest.mark.parametrize("bits", [16, 8, 4, 3, 2])
def test_nothing_snaps_in_sixteen_bits(bits: int) -> None:
    picture, told, _ = at("snap", quant_bits=bits)
    shown = " | ".join(words(picture))
    assert "65,536" not in told + shown
    assert ("nothing snaps" in told) == (bits == 16)
    if bits < 16:
        assert f"snaps to {2**bits} values" in told and f"{2**bits} values a group" in shown
    early, told, _ = at("snap", 0.3, quant_bits=bits)
    first = max(bits, 8)
    assert f"{first} bits" in " | ".join(words(early)) and (first == 16 or f"snaps to {2**first} values" in told)


@pytest.mark.parametrize(
    ("change", "caption", "kept"),
    [
        ({}, "the few that matter stay", True),
        ({"salient": 0}, "no weight stays as it was", False),
        ({"quant_bits": 16}, "no groups and no scales", False),
    ],
)
def test_groups_say_what_is_kept(change: dict[str, Any], caption: str, kept: bool) -> None:
    picture, told, _ = at("groups", **change)
    shown = " | ".join(words(picture))
    assert caption in told and ("kept in 16 bits" in shown) == kept
    assert ("scale 0." in shown) == (change.get("quant_bits") != 16)


@pytest.mark.parametrize(
    ("change", "caption"),
    [
        ({}, "a smaller machine, and faster words"),
        ({"quant_bits": 8}, "a smaller machine instead of faster words"),
        ({"quant_bits": 16}, "every byte crosses the bridge"),
        ({"model": "llama-3-8b"}, "faster words on the same machine"),
        ({"model": "deepseek-v3", "gpu": "l4"}, "a smaller machine instead of faster words"),
    ],
)
def test_the_gain_is_told_as_it_is(change: dict[str, Any], caption: str) -> None:
    assert caption in at("faster", **change)[1]


def test_the_number_of_the_first_beat_is_true_from_the_start() -> None:
    for share in (0.0, 0.05, 0.3, 0.97):
        shown = words(at("memory", share)[0])
        assert "141\u2009GB" in shown[: shown.index("of weights in 16 bits")]
        assert not any(word.startswith("1.41") for word in shown)


@pytest.mark.parametrize(
    ("beat", "share", "moved", "held"),
    [
        ("memory", 0.97, "140\u2009GB", "141\u2009GB"),
        ("snap", 0.3, "72.5\u2009GB", "72.9\u2009GB"),
        ("snap", 0.97, "37.8\u2009GB", "37.7\u2009GB"),
        *((beat, 0.97, "37.8\u2009GB", "37.7\u2009GB") for beat in ("groups", "cache", "faster", "price")),
    ],
)
def test_meters_follow_the_beat(beat: str, share: float, moved: str, held: str) -> None:
    moment = usual().moment("quantization", beat, share)
    _, bytes_moved, memory = head_meters(usual().frame(moment.index, usual().local_time(moment)))
    assert [show(meter.value) for meter in (bytes_moved, memory)] == [moved, held]
    assert show(bytes_moved.label) == "Bytes / token · decode, batch 1" and "VRAM · all weights" in show(memory.label)


def test_speeds_stand_beside_the_bytes_they_come_from() -> None:
    shown = " | ".join(words(at("faster")[0]))
    for line in ("72.9\u2009GB", "8 bits, 8.27 with scales", "72.5\u2009GB move for a token", "46.2", "88.6"):
        assert line in shown
    assert "88.6 tokens a second, ideal" in at("faster")[2]


def test_no_word_of_the_trade_stands_unexplained() -> None:
    for beat in BEATS:
        picture, told, note = at(beat)
        assert not any(word in f"{shown} {told} {note}" for shown in words(picture) for word in ("nats", "KL"))


@pytest.mark.parametrize("change", [{}, {"model": "deepseek-v3"}, {"gpu": "l4"}, {"model": "deepseek-v3", "gpu": "l4"}])
@pytest.mark.parametrize("beat", ["memory", "faster"])
def test_every_gpu_is_drawn_and_none_lies_under_the_rail(beat: str, change: dict[str, Any]) -> None:
    picture, told, _ = at(beat, **change)
    drawn = [op for op in picture.ops if isinstance(op, ops.Rects)]
    for op in drawn:
        inside = op.boxes[(op.boxes[:, 1] > 130) & (op.boxes[:, 1] < 830)]
        assert not len(inside) or (inside[:, 0] + inside[:, 2]).max() < RAIL_AT
    world = usual().frame(0, 0.0).world.with_inputs(**change)
    frames = sum(len(op.boxes) for op in drawn if op.role == "raised")
    most = max(size.gpus for size in world.quant.sizes)
    if beat == "memory":
        assert frames == world.quant.full.gpus and f"{frames} GPUs" in told
    else:
        assert frames == sum(size.gpus for size in world.quant.sizes)
        spared = sum(len(op.boxes) for op in drawn if op.role is None)
        assert frames + spared == 3 * most
