"""What the scene takes and gives: numbers come as the first scores, and the tokens that were written go on."""

from __future__ import annotations

import numpy as np

from scenes.sampling.answer_loop import loop_turn, streamed_text
from scenes.sampling.city_places import city_plan
from scenes.sampling.lit_seats import ENTER
from scenes.sampling.shown_choice import shown_choice
from tourapp.authoring import Frame, Shapes

RADIUS = 2.0


def scores_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The towers of the front street, each a score; a light where there is no answer."""
    shown = shown_choice(f)
    return ENTER if shown is None else Shapes(city_plan(shown.choices, shown.step).front(), "prefill", 0.0)


def tokens_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The lines under the tokens that were written on stage, and the newest one's socket."""
    shown = shown_choice(f)
    if shown is None:
        return ENTER
    text = streamed_text(shown, loop_turn(f, shown))
    lines, box = text.token_lines(f.text_gain), text.socket_box(f.text_gain)
    return Shapes(np.concatenate([lines, [(box.x, box.y, box.w, box.h)]]), "decode", RADIUS)
