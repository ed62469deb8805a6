"""Attention once by hand: scores, scaled, powers, weights, output, for three tokens of two numbers each."""

from tourapp.learning.labs.attention_by_hand.boxes import BOXES
from tourapp.learning.labs.attention_by_hand.case import GUESS, draw_case, given, note
from tourapp.learning.labs.kinds import Lab

LAB = Lab(
    id="attention_by_hand",
    title="Attention by hand",
    minutes=15,
    draw=draw_case,
    guess=GUESS,
    boxes=BOXES,
    note=note,
    names=given,
)
