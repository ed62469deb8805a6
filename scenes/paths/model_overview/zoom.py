"""How the tower is looked into: a floor from near, and behind it what each of its steps costs."""

from __future__ import annotations

from scenes.paths.model_overview.facts import tower
from tourapp.authoring import Choice, Frame, Phrase, SceneZoom, Slider

NEAREST = 1
ZOOM = Slider("tower_zoom", "Zoom", 0, NEAREST + 1, 0)
PARTS = {
    "embedding": Phrase("entrance"),
    "layer": Phrase("a floor"),
    "head": Phrase("roof"),
    "pass": Phrase("a token’s way"),
}
PART = Choice("tower_part", "Look into", tuple((id, words.template) for id, words in PARTS.items()), "layer")
OPENS = {"embedding": "op_embedding", "layer": "layer_detail", "head": "op_lm_head", "pass": "atlas"}


def told(f: Frame, part: str) -> str | Phrase:
    """How the chosen part is called aloud, with its share of the parameters."""
    room = tower(f).room(part)
    if part == "pass":
        return Phrase("{name}, through all {n} floors", name=PARTS[part], n=tower(f).floors)
    if part == "layer":
        return Phrase("{name}, {n} of them", name=PARTS[part], n=tower(f).floors)
    if room is None:
        return Phrase("{name}: none of its own, it is the entrance's table", name=PARTS[part])
    return Phrase("{name}, {share} of the parameters", name=PARTS[part], share=room.share)


LOOK_INTO = SceneZoom(ZOOM.id, PART.id, OPENS.get, told, last=NEAREST, takes=("model", "batch", "context"))
