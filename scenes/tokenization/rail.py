"""The rail of tokenization: counts of the prompt, and the arithmetic of the moment on a card."""

from __future__ import annotations

from collections.abc import Sequence

from scenes.tokenization.facts import TokenizationFacts
from scenes.tokenization.fan import signed
from scenes.tokenization.rows import RowLookup
from scenes.tokenization.word_view import WordView
from tourapp.authoring import Control, Frame, Phrase, Picture, Quantity, Rail
from tourapp.authoring.sizes import T19
from tourapp.figures.token_strip import apart

STEP = 25.0
NAMED = 6
"""Tokens of the word, and numbers of a row, that a card has room for."""


def draw_rail(f: Frame, p: Picture, facts: TokenizationFacts, controls: Sequence[Control]) -> None:
    """Counts, then the card of this beat."""
    rail, counts = Rail(p, controls), facts.counts
    ratio = counts.per_token if counts.per_token is not None else "–"
    rail.rule()
    rail.read("Characters", counts.characters, step=STEP, size=T19)
    rail.read("Bytes", counts.bytes, step=STEP, size=T19)
    rail.read("Tokens", counts.own.to("1"), "prefill", step=STEP, size=T19)
    if f["chat"]:
        rail.read("With the chat template", counts.whole.to("1"), step=STEP, size=T19)
    rail.read("Special tokens", counts.special.to("1"), step=STEP, size=T19)
    rail.read("Bytes per token", ratio, step=STEP, size=T19)
    rail.read("Vocabulary", counts.vocabulary, step=STEP, size=T19)
    if f.beat_name == "merges" and facts.tree.target:
        _rule_card(rail, facts)
    elif f.beat_name == "ids":
        _input_card(rail, facts)
    elif f.beat_name == "letters" and facts.word.tokens:
        _word_card(rail, facts.word)
    elif facts.found is not None:
        _row_card(rail, facts.found, counts.hidden)
    elif counts.per_token is not None:
        rail.why(
            "Bytes per token",
            [("{a} / {b}", "dim"), ("= {c}", "prefill")],
            counts.per_token,
            a=counts.bytes,
            b=counts.own,
            c=counts.per_token,
        )


def _rule_card(rail: Rail, facts: TokenizationFacts) -> None:
    """The merge that is being made."""
    plan, at = facts.tree.plan, facts.tree.merge
    node = plan.leaves + at
    rail.why(
        Phrase("Row {n} of the merge list", n=plan.ranks[at]),
        [("{a} + {b} →", "dim"), ("{c}", "prefill")],
        facts.counts.rules,
        a=apart(plan.words[plan.left[node]]),
        b=apart(plan.words[plan.right[node]]),
        c=apart(plan.words[node]),
    )


def _input_card(rail: Rail, facts: TokenizationFacts) -> None:
    """How the tokens that the model is given add up."""
    counts = facts.counts
    rail.why(
        "What the model is given",
        [("{a} yours + {b} template", "prefill"), ("+ {c} special = {d}", "ink")],
        counts.added,
        a=int(counts.own.value),
        b=int(counts.added.value),
        c=int(counts.special.value),
        d=int(counts.whole.value),
    )


def _word_card(rail: Rail, word: WordView) -> None:
    """The word's tokens and their ids."""
    some = word.tokens[:NAMED]
    rail.why(
        "The word in this vocabulary",
        [("{w}", "ink"), ("→ {ids}", "prefill")],
        w=" + ".join(apart(token.words) for token in some),
        ids=" ".join(str(token.id) for token in some),
    )


def _row_card(rail: Rail, found: RowLookup, hidden: Quantity) -> None:
    """The first numbers of the row on stage."""
    row = found.rows.table[found.turn.now]
    shown = [signed(float(value)) for value in row[:NAMED]]
    rail.why(
        Phrase("Row {id:d} begins", id=found.rows.ids[found.turn.now]),
        [("{one}", "prefill"), ("{two}", "prefill"), ("… {n} more", "dim")],
        hidden,
        one="  ".join(shown[:3]),
        two="  ".join(shown[3:]),
        n=len(row) - len(shown),
    )
