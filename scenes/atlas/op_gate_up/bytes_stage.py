"""The chosen model's bytes beside the small model's lanes, each with the name of whose they are."""

from __future__ import annotations

from scenes.atlas.op_gate_up.facts import GateFacts
from scenes.atlas.op_gate_up.places import NUMBER_AT, SMALL
from tourapp.authoring import Frame, Phrase, Picture
from tourapp.authoring.sizes import LABEL
from tourapp.figures.card_frame import BigNumber, draw_big_number


def draw_bytes(f: Frame, p: Picture, facts: GateFacts) -> None:
    """The number, and below the lanes whose they are."""
    alpha = f.cue("cost.number")
    words = [
        Phrase("gate and up, every step") if facts.numbers.gated else Phrase("the matrix up, every step"),
        Phrase("of {model}", model=facts.chosen),
    ]
    draw_big_number(p, BigNumber(NUMBER_AT, facts.cost.weight_bytes, words, room=420.0), alpha)
    x, y = NUMBER_AT[0] + 4, NUMBER_AT[1] + 196.0
    lanes, layers = facts.numbers.lanes, facts.numbers.layers
    p.text((x, y), "{f} lanes × {n} layers", f=lanes, n=layers, size=LABEL, role="dim", alpha=alpha)
    if facts.lanes is not None:
        told = Phrase(
            "drawn: layer {layer} of {model}, {n} of {f} lanes",
            layer=facts.layer,
            model=facts.small,
            n=facts.lanes.carrying,
            f=facts.lanes.count,
        )
        p.text((SMALL.right, SMALL.top + 22), told, size=LABEL, role="dim", align="right", alpha=alpha, backed=0.6)
