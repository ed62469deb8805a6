"""Worked examples: what is given at the left, the steps at the right, one line after another; blanks for a class."""

from __future__ import annotations

from scenes.labs.worked.large_sheet import SHEET, draw_given_beside, draw_large_sheet
from scenes.labs.worked.sheet import draw_given, draw_steps
from tourapp.authoring import Badge, Beat, Frame, Phrase, Picture, Toggle, scene, shared

BEATS = [
    Beat("given", 5.0, "{title}.", "{about}", cues={"came": (0.1, 0.6)}),
    Beat(
        "work",
        10.0,
        "One line after another, and every number comes from the one before.",
        "{about}",
        cues={"lines": (0.04, 0.86)},
    ),
    Beat("result", 5.0, "{result}", "Each line can be asked why; so can what is given, down to its source."),
    Beat("yours", 6.0, "Now you: the same lines with blanks.", "Change the example; Next goes on without an answer."),
]


@scene(
    id="worked_example",
    title="Worked by hand",
    about=("worked",),
    portrait=("result", 0.9),
    beats=BEATS,
    controls=[shared("worked_example"), Toggle("worked_blanks", "Blanks", False)],
    acts={
        "given": ("worked_example",),
        "work": ("worked_example", "worked_blanks"),
        "result": ("worked_example", "worked_blanks"),
        "yours": ("worked_example",),
    },
    badge=Badge(
        "computed from specs",
        "the numbers of the example are given; each result is worked out from them",
        "the formulas that stand here are those that run",
    ),
    meters="",
    enter=lambda _f: (420.0, 300.0),
    leave=lambda _f: (1300.0, 700.0),
    light="decode",
)
def draw(f: Frame, p: Picture) -> None:
    """The sheet."""
    example = f.world.worked
    last = example.steps[-1][1]
    blank = bool(f["worked_blanks"]) or f.beat_name == "yours"
    said = (
        Phrase("What is it? Work it out.")
        if blank
        else Phrase("It comes to {value}: {name}.", name=Phrase(str(last.name)), value=last)
    )
    p.fill(title=Phrase(example.title), about=Phrase(example.about), result=said)
    if draw_large_sheet(f, p, example, blank=blank):
        return
    if f.rail.stand.readouts is not None:  # beside the picture, where nothing else stands
        draw_given_beside(f, p, example)
        draw_steps(f, p, example, blank=blank, room=SHEET)
        return
    draw_given(f, p, example)
    draw_steps(f, p, example, blank=blank)
