"""Tokenization: text becomes bytes, bytes fuse into tokens, tokens get ids, ids pick rows of numbers.

Shows the real vocabulary, merge list and embedding rows. Not here: what the network does with the rows.
"""

from __future__ import annotations

from scenes.tokenization.acts import ACTS
from scenes.tokenization.asks import ASKS
from scenes.tokenization.captions import badge, fill_captions
from scenes.tokenization.facts import tokenization_facts
from scenes.tokenization.handover import characters_arrive, numbers_leave
from scenes.tokenization.ids import draw_under
from scenes.tokenization.lamps import draw_bytes
from scenes.tokenization.letters import draw_text_row
from scenes.tokenization.list_row import draw_list_row
from scenes.tokenization.moment import chip_light, late
from scenes.tokenization.path_beats import draw_path
from scenes.tokenization.rail import draw_rail
from scenes.tokenization.rule import draw_rule
from scenes.tokenization.tree import draw_chips, draw_tree
from scenes.tokenization.vectors import draw_vectors
from scenes.tokenization.word import draw_word
from tourapp.authoring import Beat, Choice, Frame, Picture, Slider, Text, scene, shared

CONTROLS = [
    shared("prompt"),
    shared("chat"),
    Slider("merge_share", "Merges shown", 0, 100, 100, 1, unit="%"),
    Choice("under", "Under each token", (("bytes", "bytes"), ("ids", "ids"), ("both", "both")), "ids"),
    Text("word", "Word", "strawberry", limit=20),
    Slider("learn_steps", "Merges learned", 0, 40, 12),
]
BEATS = [
    Beat(
        "bytes",
        5.5,
        "A computer holds text as bytes: {chars} {chars|character|characters}, {bytes} {bytes|byte|bytes}.",
        "Each column is one byte: {bits} lamps, on or off. The lit ones add up to the number below them.",
        cues={
            "letters": (0.06, 0.14),
            "empty": (0.05, 0.15),
            "light": (0.02, 0.12),
            "more": (0.15, 0.22),
            "braces": (0.20, 0.28),
            "values": (0.22, 0.30),
            "lamps": (0.26, 0.62),
        },
    ),
    Beat(
        "merges",
        7.0,
        "The pair learned first fuses first: {merges} {merges|merge|merges} turn {bytes} {bytes|byte|bytes} into "
        "{left}.",
        "The merge list has {rules} rows, learned once by counting pairs in a lot of text. Meaning plays no part.",
        cues={
            "ride": (0.0, 0.05),
            "begin": (0.03, 0.07),
            "dim": (0.05, 0.2),
            "fuse": (0.07, 0.80),
            "fall": (0.84, 0.95),
        },
    ),
    Beat(
        "ids",
        8.0,
        "One fixed list of {vocabulary} lines. Only the line's number goes on: the token's id.",
        "{template}",
        cues={
            "squeeze": (0.0, 0.1),
            "come": (0.02, 0.1),
            "spin": (0.08, 0.62),
            "rest": (0.62, 0.68),
            "given": (0.66, 0.74),
        },
    ),
    Beat(
        "letters",
        6.0,
        "You see {letters} {letters|letter|letters}. The model is given {word_tokens} {word_tokens|number|numbers}, "
        "and no letter among them.",
        "“{letter}” stands in “{word}” {count} {count|time|times}; {word_tokens|id|ids} {ids} "
        "{word_tokens|does not say|do not say} so.",
        cues={
            "come": (0.0, 0.06),
            "ask": (0.02, 0.08),
            "count": (0.10, 0.30),
            "funnels": (0.36, 0.5),
            "slide": (0.38, 0.54),
            "close": (0.56, 0.66),
        },
    ),
    Beat(
        "vectors",
        7.0,
        "Each id picks one row of a big table. From here on the question is only numbers.",
        "The embedding table has {vocabulary} rows of {hidden} numbers. {turns}",
        cues={"calm": (0.0, 0.1), "grow": (0.08, 0.24), "bars": (0.16, 0.32), "stack": (0.30, 0.42)},
    ),
    Beat("learn", 9.0, "{learned}", "{learned_note}", cues={"run": (0.1, 0.8)}),
    Beat("back", 7.0, "{back}", "{back_note}", cues={"ids": (0.02, 0.24), "bytes": (0.2, 0.44), "text": (0.4, 0.62)}),
]


@scene(
    id="tokenization",
    title="Text becomes numbers",
    about=("tokens", "plain_tokens", "merges", "text", "model.vocab"),
    portrait=("vectors", 0.8),
    beats=BEATS,
    controls=CONTROLS,
    acts=ACTS,
    only={"learn_steps": ("learn",)},
    asks=ASKS,
    reached={"bytes": "called", "merges": "cut"},
    badge=badge,
    grows=True,
    needs=("recording",),
    meters="prefill",
    enter=characters_arrive,
    leave=numbers_leave,
    light="prefill",
)
def draw(f: Frame, p: Picture) -> None:
    """One moment of the scene."""
    if draw_path(f, p):
        return
    facts = tokenization_facts(f)
    s, found = facts.tree, facts.found
    rest = late(1.0 - f.cue("ids.squeeze"))
    draw_text_row(f, p, s, rest)
    draw_bytes(f, p, s)
    if f.reached("merges"):
        lit = chip_light(f, s, found.light if found else None)
        if rest > 0.01:
            draw_tree(f, p, s, lit, rest)
        draw_rule(f, p, s, facts.counts.rules)
    if f.reached("ids"):
        draw_list_row(f, p, s, facts.counts, late(f.during("ids")))
        draw_word(f, p, facts.word, late(f.during("letters")))
    if f.reached("vectors"):
        here = late(f.during("vectors"))
        draw_chips(f, p, s, lit, here)
        draw_under(f, p, s, lit, here)
        draw_vectors(f, p, s, found, here)
    fill_captions(f, p, facts)
    draw_rail(f, p, facts)
