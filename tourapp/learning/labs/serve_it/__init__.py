"""From the napkin to a deployment: Little's law first, then machines that meet every limit at a good price."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.serve_it.boxes import BOXES
from tourapp.learning.labs.serve_it.case import GUESS, draw_case, given
from tourapp.learning.labs.serve_it.goal import KNOBS, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="serve_it",
    title="Serve it",
    minutes=40,
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
