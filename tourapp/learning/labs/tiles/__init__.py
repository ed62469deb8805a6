"""Reuse and waves: what a tile saves in traffic, what the last wave wastes, and the tile that is best for a product."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.tiles.boxes import BOXES
from tourapp.learning.labs.tiles.case import GUESS, draw_case, given
from tourapp.learning.labs.tiles.goal import KNOBS, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="tiles",
    title="The best tile",
    minutes=20,
    draw=draw_case,
    guess=GUESS,
    boxes=BOXES,
    note=note,
    knobs=KNOBS,
    goal=goal,
    goal_title=TITLE,
    goal_words=goal_words,
    goal_hints=goal_hints,
    solve=solve,
    names=given,
)
