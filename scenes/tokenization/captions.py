"""What the captions, notes and the badge of tokenization say about this moment."""

from __future__ import annotations

from scenes.tokenization.facts import TokenizationFacts
from scenes.tokenization.lamps import BITS
from tourapp.authoring import Badge, Frame, Phrase, Picture
from tourapp.figures.token_strip import safe_words

IDS = 8
"""Ids of the word that a note names."""


def fill_captions(f: Frame, p: Picture, facts: TokenizationFacts) -> None:
    """Give captions and notes their values."""
    counts, word = facts.counts, facts.word
    ids = ", ".join(str(token.id) for token in word.tokens[:IDS]) or "–"
    pieces = int(facts.pieces.value)
    p.fill(
        chars=int(counts.characters.value),
        bytes=int(counts.bytes.value),
        bits=BITS,
        merges=int(facts.merges.value),
        left=Phrase("{n} {n|token|tokens}", n=pieces)
        if f["merge_share"] == 100
        else Phrase("{n} {n|piece|pieces}", n=pieces),
        rules=counts.rules,
        vocabulary=counts.vocabulary,
        hidden=counts.hidden,
        template=_template(f, facts),
        turns=_turns(facts),
        letters=len(word.plan.glyphs),
        word_tokens=len(word.tokens),
        letter=safe_words(word.letter) or "–",
        word=safe_words(word.word.strip()) or "–",
        count=len(word.places),
        ids=Phrase("{ids} …", ids=ids) if len(word.tokens) > IDS else ids,
    )


def _template(f: Frame, facts: TokenizationFacts) -> Phrase:
    """What the chat template adds."""
    counts = facts.counts
    own = int(counts.own.value)
    if not f["chat"]:
        return Phrase("The chat template is off: the model is given {n} {n|token|tokens} and nothing else.", n=own)
    return Phrase(
        "Your prompt is {n} {n|token|tokens}. The chat template adds {added} plain and {special} special ones: "
        "{all} in all.",
        n=own,
        added=int(counts.added.value),
        special=int(counts.special.value),
        all=int(counts.whole.value),
    )


def _turns(facts: TokenizationFacts) -> Phrase:
    """Whose rows are shown."""
    pieces = len(facts.tree.chips)
    held = facts.found.held if facts.found is not None else pieces
    if held == pieces:
        return Phrase("Every token takes its turn.")
    return Phrase("The recording holds rows of {n} of these {m} pieces.", n=held, m=pieces)


def badge(f: Frame) -> Badge:
    """The tokenizer always runs here; embedding rows come with the recording."""
    if f.beat_name == "learn":
        return Badge(
            "live on this computer",
            "one paragraph in place of a lot of text, letters in place of bytes; · is a space",
            "counted and fused now, from this paragraph alone",
        )
    if f.beat_name == "vectors" and len(f.world.tokens) and f.world.recording.badge != "live":
        return Badge(
            "recorded",
            "rows as the recorded answer kept them; a long prompt is cut; · is a space",
            Phrase(
                "tokens and ids are worked out now; the rows are {model}'s own embedding table",
                model=f.world.recording.model,
            ),
        )
    return Badge(
        "live on this computer",
        "a long prompt is drawn up to its first tokens; · is a space",
        Phrase("{model}'s own vocabulary and merge list, applied to this prompt now", model=f.world.text.model),
    )
