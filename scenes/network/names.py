"""Words on the globe: the names of the two places, and what travels in the fibre between them."""

from __future__ import annotations

import numpy as np

from scenes.network.crossings import crossing_name
from scenes.network.flight import LightFlight
from scenes.network.globe import GlobePath
from scenes.network.name_spots import EndName, gap, label_spot
from scenes.network.place_marks import draw_place
from scenes.network.prompt import shown_prompt
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix, ramp, show, smooth, text_width
from tourapp.authoring.sizes import LABEL

STEADY = 430.0  # on paths shorter than this the travelling words stand still
LETTERS = 30  # of the prompt, while it travels


def end_names(f: Frame, path: GlobePath) -> tuple[EndName, ...]:
    """The places on the stage; one where both are the same town."""
    trip = f.world.network
    if path.in_one_town:
        return (EndName(False, trip.origin.name, Phrase("you and the datacentre")),)
    return (EndName(False, trip.origin.name, Phrase("you")), EndName(True, trip.target.name, Phrase("datacentre")))


def draw_names(p: Picture, f: Frame, path: GlobePath, names: tuple[EndName, ...], started: float) -> list[Rect]:
    """The marks of both places, the far one once the race has `started` (0..1). Returns the room of their words."""
    for name, shown in zip(names, (float(ramp(f.beat("typed"), 0.70, 0.78)), started), strict=False):
        draw_place(p, path, name, shown)
    return [label_spot(path, each.at_end).box(each.name, each.what, f.text_gain) for each in names]


def draw_cargo(p: Picture, f: Frame, path: GlobePath, flight: LightFlight, names: list[Rect]) -> list[Rect]:
    """What is in the fibre, in words above it; they fade before they touch a name. Returns their room."""
    if flight.alpha <= 0.0 or f.beat("arrive") > 0.3:
        return []
    words = _cargo(f, flight)
    half = min(250.0, text_width(show(words), LABEL, "mono" if flight.ours else "text") * f.text_gain / 2)
    x, y = _cargo_spot(path, flight, half, f.cue("race.start"))
    room = Rect(x - half, y - 20 * f.text_gain, 2 * half, 28 * f.text_gain)
    near = min(gap(room, each) for each in names)
    fade = flight.alpha * (1 - float(ramp(f.beat("arrive"), 0.12, 0.26))) * float(smooth(ramp(near, 2.0, 16.0)))
    p.text(
        (x, y),
        "{cargo}",
        size=LABEL,
        weight=500,
        mono=flight.ours,
        align="center",
        backed=0.35,
        alpha=fade,
        cargo=words,
    )
    return [room] if fade > 0.02 else []


def _cargo(f: Frame, flight: LightFlight) -> str | Phrase:
    """The prompt's first words, or which handshake this is."""
    if flight.ours:
        return shown_prompt(f["prompt"], LETTERS) or Phrase("an empty prompt")
    return crossing_name(f.world.network, flight.leg)


def _cargo_spot(path: GlobePath, flight: LightFlight, half: float, clear: float) -> tuple[float, float]:
    """The middle of the words' baseline, for words `half` as wide; `clear` 0..1 is how far they keep off the bow."""
    x, y = path.at(flight.share, flight.level)
    if abs(path.end[1] - path.start[1]) > 1.2 * abs(path.end[0] - path.start[0]):  # a steep path: beside it
        x, y = x + (half + 56.0) * (1.0 if label_spot(path, True).align == "right" else -1.0), y + 56.0
    elif path.chord < STEADY:  # a short path: the words stand still above it
        x, y = path.cx, path.top + 6.0
    x = min(max(x, 70 + half), 1434 - half)
    bow = path.arc(flight.level)
    over = bow[np.abs(bow[:, 0] - x) < half + 12.0, 1]
    top = min(y - 50.0, float(over.min()) - 24.0 if over.size else y)
    return x, max(mix(y - 50.0, top, clear), 150.0)
