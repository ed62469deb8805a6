"""Both bounds of one machine: from which prompt prefill is compute-bound, and whether decode ever is."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.phases.boxes import BOXES
from tourapp.learning.labs.phases.case import GUESS, draw_case, given
from tourapp.learning.labs.phases.goal import KNOBS, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="phases",
    title="Two phases, two bounds",
    minutes=25,
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
