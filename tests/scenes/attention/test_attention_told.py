"""Captions of the attention scene take their verdict from the row on stage, and every number in it has a name."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.attention.facts import attention_facts
from scenes.finale.facts import recomputation_gains
from tests.helpers import request_scenes
from tourapp.authoring import Frame, Picture, Quantity, fill, flat_ops, ops
from tourapp.world import World

SCENE = next(scene for scene in request_scenes() if scene.id == "attention")
HAND = {"text": "hand"}


@pytest.fixture(scope="module")
def world() -> World:
    return World()


def frame(world: World, beat: str, **controls: Any) -> Frame:
    index = SCENE.timeline.index(beat)
    t = SCENE.timeline.start(index) + SCENE.timeline.beats[index].seconds * 0.999
    return Frame(world, SCENE.timeline, t, controls={**SCENE.view_defaults, **controls})


def told(world: World, beat: str, **controls: Any) -> tuple[str, str]:
    p = Picture()
    SCENE.draw(frame(world, beat, **controls), p)
    each = SCENE.timeline.beats[SCENE.timeline.index(beat)]
    return fill(each.caption, p.fields), fill(each.note, p.fields)


def quantities(world: World, beat: str, **controls: Any) -> list[Quantity]:
    p = Picture()
    SCENE.draw(frame(world, beat, **controls), p)
    assert p.side is not None
    words = [op for op in [*flat_ops(p), *flat_ops(p.side)] if isinstance(op, ops.Words) and op.alpha > 0.1]
    return [value for op in words for value in (op.value, *op.more) if isinstance(value, Quantity)]


def test_the_cache_says_what_it_holds(world: World) -> None:
    assert told(world, "cache")[1].startswith("Layer 18 of 30 holds 41 tokens")
    assert told(world, "cache", **HAND)[1] == "2 tokens wait here, each with a key and a value of 2 numbers."
    assert told(world, "cache", asker=0.1)[1].startswith("This is the first token")
    assert "Without the mask it looks at all 85 others" in told(world, "cache", mask=False)[1]
    assert "Layer 5 of 30 holds 41 tokens" in told(world, "cache", layer=5, mask=False)[1], "kept weights are masked"


def test_a_match_is_told_only_where_scores_are_kept(world: World) -> None:
    assert "finds its best match in “photosynthesis”: 47.2" in told(world, "query")[1]
    lost = next(layer for layer in range(30) if layer not in world.recording.qkv_layers)
    assert told(world, "query", layer=lost + 1)[1].endswith("not its scores.")
    for asker in range(5, 100, 9):
        look = attention_facts(frame(world, "query", asker=asker)).staged.look
        best = look.columns[look.best_match]
        grouped = max((c.score for c in look.columns if c.kind == "group"), default=-1e9)
        alone = grouped > best.score
        assert ("Of the tokens that stand alone" in told(world, "query", asker=asker)[1]) is alone


def test_mostly_means_at_least_half(world: World) -> None:
    seen = set()
    for controls in [{}, HAND, {"text": "river"}, *[{"asker": value} for value in range(5, 101, 6)]]:
        look = attention_facts(frame(world, "blend", **controls)).staged.look
        most = max(c.weight for c in look.columns)
        if controls is HAND:
            continue
        half = most >= 0.5
        seen.add(half)
        caption = told(world, "blend", **controls)[0]
        assert ("mostly" in caption, "as its largest part" in caption) == (half, not half)
    assert seen == {True, False}
    assert "mostly “one” and “three”" in told(world, "blend", **HAND)[0]


def test_the_last_slot_has_no_asker_behind_it(world: World) -> None:
    assert told(world, "onward")[1] == (
        "42 tokens are in the cache of this layer now, and the next token will find them all."
    )
    assert told(world, "onward", asker=100)[1].startswith("86 tokens are in the cache of this layer. No other asks")
    assert "in the cache of this layer" not in told(world, "onward", **HAND)[1]


def test_heads_are_counted_by_layer(world: World) -> None:
    caption, note = told(world, "heads")
    assert caption.startswith("270 heads look back, 9 in each of 30 layers") and "at the same time" not in caption
    assert note.startswith("141 of them park")
    assert told(world, "heads", **HAND)[1].startswith("These are the small model’s heads")


@pytest.mark.parametrize("controls", [{}, HAND, {"text": "river", "mask": False}, {"asker": 50, "mask": False}])
def test_every_number_has_a_name_and_one_value(controls: dict[str, Any], world: World) -> None:
    known: dict[str, float] = {}
    for beat in ("query", "softmax", "blend", "heads"):
        for value in quantities(world, beat, **controls):
            assert value.id, value.name
            assert known.setdefault(value.id, float(value.value)) == float(value.value), value.id
    assert len(known) >= 3
    part = {"hand": "by_hand", "river": "river_overview"}.get(str(controls.get("text")), "head_overview")
    assert all(name.startswith(f"{part}.") for name in known)
    assert all(("mask=off" in name) is ("mask" in controls) for name in known if "(" in name)


def test_the_finale_counts_the_keys_that_are_kept(world: World) -> None:
    gain = next(each for each in recomputation_gains(frame(world, "heads")) if each.name == "Causal mask")
    assert gain.value.value == world.recording.slots == 86
