"""What the stage says of its own figures."""

from __future__ import annotations

from tourapp.authoring import Badge, Frame, Phrase


def tower_badge(f: Frame) -> Badge:
    """Counted from configurations; which experts light is drawn by lot."""
    if f.beat_name == "moe":
        leaves = Phrase("area = parameters; which rooms light is drawn by lot")
        return Badge("computed from specs + schematic", leaves, "how many light is computed, which ones is not")
    if f.beat_name == "scale":
        return Badge("computed from specs", Phrase("area = parameters, one scale; the shape is the same for all"))
    leaves = Phrase("area = parameters; norms are too thin to be drawn, floors the mean of all")
    return Badge("computed from specs", leaves, "every count is exact and sums to the published one")
