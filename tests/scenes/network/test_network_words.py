"""Words of the network scene: any prompt can be typed, and nothing touches anything else."""

from __future__ import annotations

from typing import Any

import pytest

from scenes.network.prompt import LONGEST, shown_prompt
from tests.night import some
from tests.scenes.network.helpers import PAIRS, moment, offline_for
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES

PROMPTS = ["", "a" * 4000, "مرحبا كيف حالك", "\ud800", " ", "\x00\x07", "🦜" * 300, "a\nb\tc"]


@pytest.mark.parametrize("prompt", some(PROMPTS, 4))
def test_any_prompt_can_be_typed(prompt: str) -> None:
    line = shown_prompt(prompt)
    assert len(line) <= LONGEST and "\n" not in line and "\x00" not in line
    made = offline_for("new-york", "frankfurt", prompt=prompt)
    for at in (0.1, 0.4, 0.7, 1.0):
        assert made.picture(moment(made, "typed", at)).ops


@pytest.mark.parametrize("pair", PAIRS, ids="-".join)
def test_words_stay_apart_for_other_places(pair: tuple[str, str], qt_app: Any) -> None:
    for theme, connection in (("dark", "cold"), ("projector", "warm")):
        made = offline_for(*pair, theme=theme, connection=connection)
        for beat, at in (("race", 0.6), ("clock", 0.35), ("arrive", 0.9)):
            clashes = overlaps(placed_words(made.picture(moment(made, beat, at)), THEMES[theme]))
            assert not clashes, f"{pair} {beat} {at} {theme}: {clashes}"
