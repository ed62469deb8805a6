"""Captions and labels of tiled attention are true of their picture at every size, with the mask and without it."""

from __future__ import annotations

import itertools
import re
from typing import Any

import numpy as np
import pytest

from scenes.flash_attention.equation import BASELINE
from scenes.flash_attention.facts import TileLoop
from scenes.flash_attention.row_step import row_step
from tests.crawl.printed import parse
from tests.helpers import request_scenes
from tourapp.authoring import Frame, Picture, fill, flat_ops, ops
from tourapp.engine.shipped import shipped_recording
from tourapp.world import World
from tourapp.world.parts.flash_traffic import traffic

SCENE = next(one for one in request_scenes() if one.id == "flash_attention")
SETTINGS: list[dict[str, Any]] = [
    {},
    {"flash_tokens": 64},
    {"flash_tokens": 8192, "sram_kb": 8},
    {"flash_tokens": 64, "flash_head_dim": 128, "sram_kb": 8},
    {"flash_tokens": 2048, "flash_head_dim": 32, "sram_kb": 228},
]


def drawn(beat: str, causal: bool, **inputs: Any) -> tuple[Picture, World]:
    world = World().with_inputs(**inputs)
    world.adopt("recording", shipped_recording())
    index = SCENE.timeline.index(beat)
    t = SCENE.timeline.start(index) + SCENE.timeline.beats[index].seconds * 0.999
    p = Picture()
    SCENE.draw(Frame(world, SCENE.timeline, t, controls={**SCENE.view_defaults, "causal": causal}), p)
    return p, world


def words(p: Picture) -> list[str]:
    return [op.words for op in flat_ops(p) if isinstance(op, ops.Words)]


def caption(p: Picture, beat: str) -> str:
    return fill(SCENE.timeline.beats[SCENE.timeline.index(beat)].caption, p.fields)


def test_the_drawn_part_is_said_beside_the_size() -> None:
    for beat in ("matrix", "blocks", "output"):
        shown = words(drawn(beat, True)[0])
        assert "1,024 × 1,024" in shown and "drawn: 86 × 86 of them" in shown
    assert "drawn: all 86 × 86" in words(drawn("matrix", True, flash_tokens=64)[0])


@pytest.mark.parametrize("causal", [True, False])
def test_stored_scores_are_those_of_the_caption(causal: bool) -> None:
    p, world = drawn("matrix", causal)
    pairs = int(world.flash_traffic[causal].pairs.value)
    assert pairs == (1024 * 1025 // 2 if causal else 1024 * 1024)
    assert f"{pairs:,} scores, all stored" in words(p)
    assert ("all before it" in caption(p, "matrix")) is causal


@pytest.mark.parametrize("settings", SETTINGS, ids=str)
@pytest.mark.parametrize("causal", [True, False])
def test_captions_follow_the_tiles(settings: dict[str, Any], causal: bool) -> None:
    p, world = drawn("tiles", causal, **settings)
    t, loop = world.flash_traffic[causal], TileLoop(world.flash_head, causal)
    assert ("one tile at a time" in caption(p, "tiles")) is (t.tiles > 1)
    p, _ = drawn("softmax", causal, **settings)
    assert ("A new maximum arrives" in caption(p, "softmax")) is bool(loop.raised)
    p, _ = drawn("output", causal, **settings)
    factor = max(float(t.gain.value), 1 / float(t.gain.value))
    better = "less" if float(t.gain.value) >= 1 else "more"
    assert caption(p, "output").endswith(f"{factor:.3g} times {better} traffic.")
    assert not any("float64" in text or "closed form" in text for text in words(p))


@pytest.mark.parametrize("causal", [True, False])
def test_trips_add_up_as_they_are_printed(causal: bool) -> None:
    for count, dim in itertools.product(range(64, 8193, 64), (32, 64, 128)):
        t = traffic(count, dim, 100, causal)
        texts = [parse(item.printed, "B") for item in (*t.passes, t.naive)]
        *each, whole = [number.value for number in texts if number is not None]
        assert sum(each) == pytest.approx(whole, rel=1e-9), (count, dim)
        assert len({item.printed for item in t.passes[1:5]}) == 1, "one matrix has one text"
        for item, number in zip((*t.passes, t.naive), texts, strict=True):
            assert number is not None and abs(number.value - float(item.value)) <= number.half * 3.001
    assert traffic(1024, 64, 100, True).naive.printed.startswith("4.72")


@pytest.mark.parametrize("causal", [True, False])
def test_a_pencil_gets_the_line_of_the_row(causal: bool) -> None:
    p, world = drawn("softmax", causal)
    line = [op.words for op in flat_ops(p) if isinstance(op, ops.Words) and op.y == BASELINE]
    before, after, old, rescale, added, total = (float(text) for text in line if re.fullmatch(r"[\d.]+", text))
    assert np.exp(before - after) == pytest.approx(rescale, abs=1.1e-3)
    assert f"{old * rescale + added:.3g}" == f"{total:.3g}"
    loop = TileLoop(world.flash_head, causal)
    step = row_step(loop, loop.raised)
    assert step.total.id == f"flash_head.total(tile={loop.raised + 1}{'' if causal else ', mask=off'})"


def test_every_trip_has_a_name_of_its_own() -> None:
    t = World().flash_traffic[True]
    assert [item.id for item in t.passes] == [f"flash_traffic.True.passes.{place}" for place in range(6)]
    assert len({item.id for item in t.used}) == 5 and t.in_use.id == "flash_traffic.True.in_use"
