"""How many users on a napkin: the long division of a card's memory, then one knob that doubles the result."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.kv_calculator.boxes import BOXES
from tourapp.learning.labs.kv_calculator.case import GUESS, draw_case, given
from tourapp.learning.labs.kv_calculator.goal import KNOBS, TITLE, goal, goal_hints, goal_words, note, solve

LAB = Lab(
    id="kv_calculator",
    title="How many users on one card?",
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
