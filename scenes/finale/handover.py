"""What the scene takes and gives: the tokens of the answer that is to come, and the light on the key they came from."""

from __future__ import annotations

import numpy as np

from scenes.finale.answer import ANSWER, BAR_RADIUS, tokens_there
from scenes.finale.keyboard import enter_key
from scenes.finale.written import lay_out
from tourapp.authoring import Frame, Shapes


def tokens_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """A bar for each token; a light where there are none."""
    bars = lay_out(f.world.recording.texts, ANSWER).token_bars(tokens_there(f))
    return Shapes(np.array(bars), "decode", BAR_RADIUS) if bars else (ANSWER.x, ANSWER.y)


def key_leaves(_f: Frame) -> tuple[float, float]:
    """The Enter key."""
    x, y = enter_key().mean(0)
    return float(x), float(y)
