"""One line about whose settings made what is shown: what stands still while the controls move, and what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.corner_numbers import IN, LEFT, SMALL_Y
from scenes.sampling.shown_choice import ShownChoice
from tourapp.authoring import Frame, Picture
from tourapp.authoring.sizes import LABEL

if TYPE_CHECKING:
    from tourapp.authoring.kinds import SamplingParams

ROOM = 900


def draw_made_with(f: Frame, p: Picture, shown: ShownChoice) -> None:
    """Nothing where the controls say what everything was made with."""
    usual, answer = shown.recording.params, shown.answer.recording.params
    if not f.reached("loop"):
        if f.reached("reshape") and shown.asked != usual:
            _draw_line(p, "Same text, same scores", usual)
    elif shown.asked != answer:
        _draw_line(p, "Answer below: written at T {t:.2f}, k {k}, p {p:.2f}, seed {s}", answer)
    elif answer != usual:
        _draw_line(p, "A new answer at T {t:.2f}, k {k}, p {p:.2f}, seed {s}: gold where it is new", answer)


def _draw_line(p: Picture, words: str, made_with: SamplingParams) -> None:
    p.text(
        (LEFT + IN, SMALL_Y),
        words,
        t=made_with.temperature,
        k=made_with.top_k,
        p=made_with.top_p,
        s=made_with.seed,
        size=LABEL,
        fit=ROOM,
        backed=0.6,
    )
