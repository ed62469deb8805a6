"""The loop streams the answer to its end, and its text stays in its block whatever it says."""

from __future__ import annotations

import dataclasses
import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from scenes.sampling.loop_clock import SLOW, tokens_out, turn
from scenes.sampling.text_layout import BLOCK, lay_out
from scenes.sampling.text_so_far import TextSoFar
from tests.scenes.sampling.helpers import RECORDED, frame, picture
from tourapp.authoring import STAGE, Scene, middle_of

NASTY = [
    text.encode("utf-8", "replace").decode()
    for text in json.loads((Path(__file__).parents[2] / "data" / "nasty_prompts.json").read_text("utf-8"))
]


@pytest.mark.parametrize("count", [1, 2, 7, 64, 200])
def test_the_answer_streams_to_its_end(count: int) -> None:
    times = np.linspace(0, 9, 900)
    outs = [turn(float(s), 0, count).out for s in times]
    assert outs[0] == 0 and outs == sorted(outs) and outs[-1] == count - 1
    assert turn(7.9, 0, count).done and turn(1e6, 0, count).at == count - 1
    assert max(np.diff([tokens_out(float(s), count - 1) for s in times])) < 1.0 or count > 100
    changes = sum(turn(float(a), 0, count).at != turn(float(b), 0, count).at for a, b in pairwise(times))
    assert SLOW < 3 and changes <= 9 * SLOW + 1


def test_the_light_leaves_from_the_last_token(scene: Scene) -> None:
    for at in (0.0, 0.4, 1.0):
        f = frame(scene, "loop", at)
        x, y = middle_of(scene.leave(f))
        assert BLOCK.x <= x <= BLOCK.right + 20 and BLOCK.y <= y <= STAGE.bottom
    assert picture(scene, frame(scene, "loop", 1.0)).fields["told"].fields["n"] == len(RECORDED.ids)
    assert picture(scene, frame(scene, "loop", 0.0, still=True)).fields["told"].fields["n"] == len(RECORDED.ids)


@pytest.mark.parametrize("gain", [1.0, 1.16])
def test_the_text_stays_in_its_block(gain: float) -> None:
    for prompt in [*NASTY[:40], "word " * 900, "x" * 300, ""]:
        odd = dataclasses.replace(RECORDED, prompt=prompt)
        for count in (0, 1, 30, len(RECORDED.ids)):
            laid, box = lay_out(TextSoFar(odd, count, 20, "photosynthesis").pieces, gain, "photosynthesis")
            assert box.right <= BLOCK.right + 12 and box.bottom <= STAGE.bottom
            assert all(BLOCK.x <= each.x and each.x + each.w <= BLOCK.right + 12 for each in laid)
            assert all(BLOCK.y < each.y <= STAGE.bottom for each in laid)
