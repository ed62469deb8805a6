"""A small tour for tests: four scenes outside the product's own list."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tourapp.authoring import (
    Badge,
    Beat,
    Button,
    Choice,
    Frame,
    GotoStop,
    Picture,
    Rail,
    Scene,
    Slider,
    Tag,
    Text,
    Timeline,
    Toggle,
    shared,
)
from tourapp.player.tour import Tour, tour_of
from tourapp.quantity import Quantity

Draw = Callable[[Frame, Picture], None]


def make_scene(scene_id: str, draw: Draw, beats: int = 3, controls: tuple[Any, ...] = (), **more: Any) -> Scene:
    """A scene outside the tour's own list; every beat lasts two seconds."""
    line = Timeline(tuple(Beat(f"beat{n}", 2.0, f"Caption {n} of {scene_id}.", "A note.") for n in range(beats)))
    return Scene(scene_id, f"Scene {scene_id}", line, controls, draw, lambda _f: Badge("simulated", "nothing"), **more)


FIRST = (
    shared("stretch"),
    shared("connection"),
    shared("from_city"),
    Slider("zoom", "Zoom", 0, 1, 0.5, 0.1),
    Toggle("grid", "Grid"),
)
SECOND = (
    shared("prompt"),
    shared("temperature"),
    shared("batch"),
    Button("pressed", "Press"),
    Slider("step", "Step", 0, 5, 1),
    Choice("side", "Side", (("a", "A"), ("b", "B")), "a"),
    Text("word", "Word", "hello"),
)


def draw_first(f: Frame, p: Picture) -> None:
    """A line that moves, a light, a number that can be asked why."""
    p.lines([(100, 300 + 200 * f.beat("beat1"), 900, 400)], "prefill", width=2)
    p.spark((100 + 800 * f.beat("beat0"), 500), "decode")
    p.text((300, 260), "zoom {v}", v=f["zoom"], size=40)
    p.text((300, 660), "{v}", v=Quantity(48.0, "ms", "one way", "t"), size=40)
    p.hot([(100, 600, 80, 80)], (Tag("box"),), (GotoStop("beta"),))
    Rail(p, f.rail).read("Stretch", f["stretch"])


def draw_second(f: Frame, p: Picture) -> None:
    """A box whose size follows a shared input that this scene replaces."""
    p.rects([(200, 300, 10.0 + f["batch"], 200)], "key", alpha=0.5)
    p.text((200, 260), f["prompt"][:40], size=24, fit=600)
    Rail(p, f.rail).read("Batch", f["batch"])


def draw_broken(f: Frame, p: Picture) -> None:
    """Raises, whatever happens."""
    raise ValueError("broken on purpose")


def draw_plain(f: Frame, p: Picture) -> None:
    """Next to nothing."""
    p.rects([(100, 200, 100 + 100 * f.beat("beat0"), 100)], "good")


def make_toy_tour() -> Tour:
    """Four scenes: two with controls, one that raises, a plain one."""
    return tour_of(
        (
            make_scene("alpha", draw_first, 3, FIRST),
            make_scene("beta", draw_second, 2, SECOND, overrides={"batch": 1}),
            make_scene("broken", draw_broken, 1),
            make_scene("gamma", draw_plain, 2),
        )
    )
