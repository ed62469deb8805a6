"""Temperature, top-k, top-p in their order: what is left of a row, and a chain of blocks that does what the engine
does."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.sampler.boxes import BOXES
from tourapp.learning.labs.sampler.case import GUESS, draw_case, given
from tourapp.learning.labs.sampler.goal import KNOBS, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="sampler",
    title="The order of the cuts",
    minutes=30,
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
