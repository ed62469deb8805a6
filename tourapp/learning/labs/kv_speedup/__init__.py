"""The cost of forgetting: token passes with and without a cache, the shortest answer that saves a given factor, and
what it is in seconds here."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.kv_speedup.boxes import BOXES
from tourapp.learning.labs.kv_speedup.case import GUESS, draw_case, given
from tourapp.learning.labs.kv_speedup.race import KNOBS, MEASURES, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="kv_speedup",
    title="The cost of forgetting",
    minutes=20,
    draw=draw_case,
    guess=GUESS,
    boxes=BOXES,
    note=note,
    names=given,
    knobs=KNOBS,
    goal=goal,
    goal_title=TITLE,
    goal_words=goal_words,
    goal_hints=goal_hints,
    solve=solve,
    measures=MEASURES,
)
