"""A floor drawn out of the tower: where it, the ends of the tower and a token's way lead to."""

from __future__ import annotations

from scenes.paths.model_overview.climb import draw_alone
from scenes.paths.model_overview.facts import tower
from scenes.paths.model_overview.places import NEAR_PLAN, NEAR_TITLE, PLAN, SHAFT
from scenes.paths.model_overview.plan import draw_plan
from tourapp.authoring import Frame, Phrase, Picture, Rect, mix
from tourapp.authoring.sizes import LABEL, LINE, READOUT

WAYS = (
    Phrase("A click on a floor leads to what each step costs,"),
    Phrase("on its ends to their pages, on a token’s way to the map."),
)


def draw_enter(f: Frame, p: Picture) -> None:
    """The floor that works now slides out, and lies open at the right."""
    facade = draw_alone(f, p)
    out, told = f.cue("enter.out"), f.cue("enter.told")
    count = len(facade.floors)
    number = count // 2
    floor = facade.floor(number)
    room = Rect(*(mix(a, b, out) for a, b in zip(floor, PLAN, strict=True)))
    p.rects([floor], "white", alpha=0.5)
    ends = [(floor.right, floor.y, room.x, room.y), (floor.right, floor.bottom, room.x, room.bottom)]
    p.lines(ends, "dim", width=1.5, dash=True, alpha=out)
    draw_plan(f, p, room, out)
    chosen = {"embedding": facade.entrance, "head": facade.roof}.get(str(f["tower_part"]), floor)
    if f["tower_part"] == "pass":
        chosen = Rect(facade.box.x - 2 * SHAFT, facade.box.y, 2 * SHAFT - 8, facade.box.h)
    if chosen.h > 0.5:
        p.rects([chosen.inset(-4)], None, radius=4, stroke="white", stroke_width=3.0, stroke_alpha=told)
    words = Phrase("floor {n} of {all}", n=number + 1, all=tower(f).floors)
    p.text((PLAN.x, PLAN.y - 30), words, size=READOUT, weight=600, alpha=told)
    for place, line in enumerate(WAYS):
        at = (PLAN.x, PLAN.bottom + 50 + 40.0 * place)
        p.text(at, line, size=LINE, role="dim", alpha=told)


def draw_near(f: Frame, p: Picture) -> None:
    """The floor from near, with its name."""
    ours = tower(f)
    words = Phrase("one of the {n} floors of {model}: its area is its parameters", n=ours.floors, model=ours.name)
    p.text((NEAR_PLAN.x, NEAR_TITLE), words, size=LABEL, role="dim")
    draw_plan(f, p, NEAR_PLAN)
