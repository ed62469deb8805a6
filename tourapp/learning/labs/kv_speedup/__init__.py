"""The cost of forgetting: token passes with and without a cache, and the shortest answer that saves a given factor."""

from tourapp.learning.labs.kinds import Lab
from tourapp.learning.labs.kv_speedup.boxes import BOXES
from tourapp.learning.labs.kv_speedup.case import GUESS, draw_case, given, note

LAB = Lab(
    id="kv_speedup",
    title="The cost of forgetting",
    minutes=20,
    draw=draw_case,
    guess=GUESS,
    boxes=BOXES,
    note=note,
    names=given,
)
