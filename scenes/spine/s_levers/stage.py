"""What stands on the stage in each beat: three equations, or one of them with the levers that move it."""

from __future__ import annotations

from scenes.spine.s_levers.bar import Pull, draw_bar
from scenes.spine.s_levers.facts import CUES, LeversFacts
from scenes.spine.s_levers.nothing import draw_nothing
from scenes.spine.s_levers.rows import RowsShown, draw_rows
from scenes.spine.s_levers.say import draw_say
from scenes.spine.s_levers.three import draw_three
from tourapp.authoring import Frame, Picture


def draw_stage(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """The whole picture."""
    match f.beat_name:
        case "equation":
            draw_three(f, p, facts)
        case "nothing":
            draw_nothing(f, p, facts)
        case "say":
            draw_say(f, p, facts)
        case _:
            _draw_pull(f, p, facts)


def _draw_pull(f: Frame, p: Picture, facts: LeversFacts) -> None:
    """The equation, the rows, and the lever that is pulled."""
    name = f.beat_name
    row = facts.picked(name)
    lit, moved, told = (f.cue(cue) for cue in CUES[name][:3])
    draw_bar(f, p, facts, Pull(row, lit, moved, told))
    names = 1.0 if name != "table" else f.cue("table.names")
    bars = f.cue(CUES[name][3], eased=False)
    draw_rows(f, p, facts, facts.rows(name), RowsShown(names, bars, row.id if row is not None else "", lit))
