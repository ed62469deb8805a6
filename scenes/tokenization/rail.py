"""The rail of tokenization: counts of the prompt, and the arithmetic of the moment on a card."""

from __future__ import annotations

from dataclasses import replace

from scenes.tokenization.facts import TokenizationFacts
from scenes.tokenization.fan import signed
from scenes.tokenization.rows import RowLookup
from scenes.tokenization.word_view import WordView
from tourapp.authoring import Frame, Phrase, Picture, Quantity, Rail
from tourapp.figures.token_strip import apart

NAMED = 6
"""Tokens of the word, and numbers of a row, that a card has room for."""


def draw_rail(f: Frame, p: Picture, facts: TokenizationFacts) -> None:
    """Counts as they come, then the card of this beat."""
    rail, beat = Rail(p, f.rail), f.beat_name
    _read_counts(rail, f, facts)
    if beat == "merges" and facts.tree.target:
        _rule_card(rail, facts)
    elif beat == "ids":
        _input_card(rail, facts)
    elif beat == "letters" and facts.word.tokens:
        _word_card(rail, facts.word)
    elif beat == "vectors" and facts.found is not None:
        _row_card(rail, facts.found, facts.counts.hidden)


def draw_path_rail(f: Frame, p: Picture) -> None:
    """The readouts of the beats of the paths."""
    rail, counts = Rail(p, f.rail), f.world.text
    if f.beat_name == "learn":
        told = f.world.learned_list
        rail.read("Pieces at first", told.pieces[0])
        rail.read("Pieces at last", told.pieces[-1], "prefill")
    else:
        rail.read("Tokens", counts.own.to("1"), "prefill")
        rail.read("Bytes", counts.bytes)
        rail.read("Characters", counts.characters)


def _read_counts(rail: Rail, f: Frame, facts: TokenizationFacts) -> None:
    counts, beat = facts.counts, f.beat_name
    ratio = replace(counts.per_token, printed=f"{float(counts.per_token.value):.2f}") if counts.per_token else "–"
    if beat == "bytes":
        rail.read("Characters", counts.characters)
        rail.read("Bytes", counts.bytes)
    elif beat in ("merges", "ids"):
        rail.read("Bytes", counts.bytes)
        rail.read("Tokens", counts.own.to("1"), "prefill")
        rail.read("Bytes a token", ratio)
    else:
        rail.read("Vocabulary", counts.vocabulary)
        rail.read("Tokens", counts.own.to("1"), "prefill")


def _rule_card(rail: Rail, facts: TokenizationFacts) -> None:
    """The merge that is being made."""
    plan, at = facts.tree.plan, facts.tree.merge
    node = plan.leaves + at
    rail.why(
        Phrase("Row {n} of the list", n=plan.ranks[at]),
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
        "The model is given",
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
        "In this vocabulary",
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
        one=" ".join(shown[:3]),
        two=" ".join(shown[3:]),
        n=len(row) - len(shown),
    )
