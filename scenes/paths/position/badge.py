"""What the stage says of its own numbers, beat by beat."""

from __future__ import annotations

from scenes.paths.position.facts import OWN_CURVE, OWN_PAIR, base_of, head_of, rotations
from tourapp.authoring import Badge, Frame, Phrase

COMPUTED, RECORDED = "computed from specs", "recorded"


def place_badge(f: Frame) -> Badge:
    """Recorded vectors, turned here; or what was measured."""
    told, name = rotations(f), f.beat_name
    own = base_of(f) == int(told.record.base)
    layer, head = told.head(head_of(f, OWN_CURVE if name == "curve" else OWN_PAIR))
    match name:
        case "blind":
            leaves = Phrase("the last of four tokens, in 64 bits; bars: cube root")
            return Badge(RECORDED, leaves, "both orders were run without turning, with the mask and without it")
        case "leak":
            leaves = Phrase("the last of four tokens; the small model in 64 bits")
            return Badge(RECORDED, leaves, "both orders were run without turning, with the mask and without it")
        case "turn" | "long":
            leaves = Phrase("number j turns with number j + {half}", half=int(told.pairs.value))
            return Badge(COMPUTED, leaves, "the turns are those of the small model, unless another base is chosen")
        case "shift":
            leaves = Phrase("one prompt, in 64 bits")
            return Badge(RECORDED, leaves, "the whole prompt was run at each of these places")
        case "curve":
            leaves = Phrase("layer {l}, head {h}; the mean over one text", l=layer, h=head)
            return Badge(RECORDED, leaves, "its queries and keys before any turn; the first token is left out")
        case _:
            leaves = Phrase("layer {l}, head {h}; q · k before it is scaled", l=layer, h=head)
            if not own:
                leaves = Phrase("layer {l}, head {h}; the model was not trained with this base", l=layer, h=head)
            return Badge(RECORDED, leaves, "its query and key before any turn; they are turned here")
