"""What the reader of the code goes by: which calls show words, what hands words on, and what only looks like words."""

from __future__ import annotations

import re

SHOWING: dict[str, tuple[int | str, ...]] = {
    "text": (1, "template"),
    "heading": (0,),
    "read": (0,),
    "pair": (0,),
    "columns": (0, 1),
    "note": (0,),
    "why": (0, 1),
    "Phrase": (0,),
    "tr": (0,),
    "say": (0,),
    "fill": (0,),
    "fill_in": (0,),
    "say_words": (0,),
    "Beat": (2, 3, "caption", "note", "deeper"),
    "Badge": (0, 1, 2, "kind", "leaves_out", "real"),
    "Slider": (1, "label", "unit", "off_text"),
    "Choice": (1, 2, "label", "choices"),
    "Toggle": (1, "label", "on_text", "off_text"),
    "Text": (1, "label"),
    "Button": (1, "label"),
    "number": (0, "unit", "off_text"),
    "following": (0, "unit", "off_text"),
    "choice": (0, 1),
    "switch": (0, "on_text", "off_text"),
    "presses": (0,),
    "Binding": (1, 2),
    "KeyButton": (0,),
    "KeyRow": (0,),
    "derive": (0,),
    "add_up": (0,),
    "Quantity": (2, "name"),
    "named": (0,),
    "Axis": (2, 4, "label", "ticks"),
    "Meter": (0,),
    "Ask": (0, "note", "tempts"),
    "AskOption": (1, 2),
    "scene": ("title",),
    "shared": ("label", "unit", "off_text"),
    "tell": (0,),
    "replace": ("name", "notice", "printed"),
}
"""Calls that show words: the places and names of their arguments that do."""
PLAIN = frozenset({"text", "prompt", "id", "symbol", "unit", "value", "template"})
"""Attributes that hold data or are no words by themselves."""
ITSELF = ("self", "cls")
PASSING = frozenset({"str", "tuple", "list", "next", "dict", "enumerate", "zip", "sorted", "reversed", "replace"})
"""Calls that hand on the words they are given."""
LETTERS = re.compile(r"[A-Za-z]{2,}")
CODE = re.compile(r"[a-z0-9]+([_.][a-z0-9_.]+)+")
CHOICES = frozenset({"choice", "Choice"})
"""Calls that take options as (value, words)."""
SILENT = ("tourapp/engine/", "tourapp/cli/")
"""Folders that show nothing themselves."""
COLOURS = "dim ink good waste left right center table ground onlight white"
IDS = "mha mla mqa gqa play pause say ask wrong PgDown PgUp Esc bill loop quant lens cutouts residual"
ROWS = "blend company longest shortest terms"
NO_WORDS = frozenset(f"{COLOURS} {IDS} {ROWS}".split()) | {
    *("max(", "maximum(", "min(", "minimum("),
    "What is photosynthesis?",
    "king",
    "man",
    "woman",
    "max((g + 1) × arithmetic, bytes) / t_plain",
}
"""What stands beside words in the code, but is a colour, a side, an id, a prompt or a formula."""
FIELD = re.compile(r"\{[^{}|]*\}")


def is_words(text: str) -> bool:
    """Whether something in a template is for a translator: more than fields, signs, single letters and names of the
    code."""
    return bool(LETTERS.search(FIELD.sub("", text))) and not CODE.fullmatch(text) and text not in NO_WORDS
