"""What the card says beside its pictures: captions, badge, readouts, and the shapes it takes and gives."""

from __future__ import annotations

import numpy as np

from scenes.atlas.op_ids.columns import chip_box, columns
from scenes.atlas.op_ids.facts import IdsFacts, ids_facts
from scenes.atlas.op_ids.field import CHIPS_Y, FIELD
from scenes.atlas.op_ids.pieces import OWN, lay_pieces
from tourapp.authoring import Badge, Frame, Phrase, Picture, Rail, Shapes


def fill_captions(f: Frame, p: Picture, facts: IdsFacts) -> None:
    """Gives every field of the captions its value."""
    own = facts.own
    p.fill(
        neighbours=_neighbours(facts),
        sent=Phrase("{n} {n|id is|ids are} {b} in all.", n=facts.bytes.all.inputs[0], b=facts.bytes.all),
        pieces=Phrase("{n} {n|token|tokens}", n=own.tokens),
        letters=own.letters,
        misconception=_misconception(facts),
    )


def _neighbours(facts: IdsFacts) -> Phrase:
    if not facts.ids:
        return Phrase("It is the place in a list, and the list is in the order in which its entries were learned.")
    token, words = facts.beside[facts.longest]
    told = {"one": facts.words[facts.longest], "id": facts.ids[facts.longest], "next": token, "two": words}
    return Phrase("“{one}” is {id:,}. Its neighbour {next:,} is “{two}”: the number carries no meaning.", **told)


def _misconception(facts: IdsFacts) -> Phrase:
    own = facts.own
    told = {"words": own.words, "tokens": own.tokens}
    if int(own.words.value) == int(own.tokens.value):
        return Phrase(
            "A token is not a word, even where the counts agree: here {words} {words|word|words} and {tokens} "
            "{tokens|token|tokens}.",
            **told,
        )
    return Phrase(
        "Not so: one token is not one word. Here {words} {words|word|words} {words|becomes|become} {tokens} "
        "{tokens|token|tokens}.",
        **told,
    )


def card_badge(f: Frame) -> Badge:
    """The tokenizer runs here, in every beat."""
    real = Phrase("{model}'s own vocabulary, applied to this prompt now", model=f.world.text.model)
    if f.beat_name == "cost":
        return Badge(
            "live on this computer, computed from specs",
            "the time of the tokenizer on the processor; the table is the chosen model's",
            real,
        )
    return Badge("live on this computer", "a long prompt is shown by its first tokens; · is a space", real)


def draw_readouts(f: Frame, p: Picture, facts: IdsFacts) -> None:
    """At most four numbers in the rail."""
    rail, counts = Rail(p, f.rail), facts.counts
    if f.beat_name == "what":
        rail.read("Vocabulary", counts.vocabulary)
        rail.read("Your tokens", counts.own.to("1"), "prefill")
    elif f.beat_name == "cost":
        rail.read("Your tokens", counts.own.to("1"), "prefill")
        rail.read("All tokens", counts.whole.to("1"))
        rail.read("As text", counts.bytes)
        rail.read("As ids", facts.bytes.all, "prefill")
    else:
        rail.read("Letters", facts.own.letters)
        rail.read("Words in it", facts.own.words)
        rail.read("Tokens", facts.own.tokens, "prefill")


def words_arrive(f: Frame) -> Shapes | tuple[float, float]:
    """The chips of the prompt."""
    facts = ids_facts(f)
    if not facts.ids:
        return FIELD.cx, CHIPS_Y
    boxes = [chip_box(column, CHIPS_Y) for column in columns(facts, FIELD)]
    return Shapes(np.array(boxes), "prefill", 12.0)


def chips_leave(f: Frame) -> Shapes | tuple[float, float]:
    """The pieces of the prompt in the last beat."""
    boxes, _, _ = lay_pieces(f.world.own_text, OWN.cy, f.text_gain)
    return Shapes(boxes, "prefill", 8.0) if len(boxes) else (OWN.x, OWN.cy)
