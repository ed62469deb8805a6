"""What the scene is drawn from: the counts of the prompt, its tree at this moment, the word, and the rows looked up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from scenes.tokenization.moment import TreeMoment, tree_moment
from scenes.tokenization.rows import RowLookup, look_up
from scenes.tokenization.word_view import WordView, word_view
from tourapp.authoring import Frame, Quantity, origin

if TYPE_CHECKING:
    from tourapp.authoring.kinds import TextFacts


@dataclass(frozen=True, slots=True, eq=False)
class TokenizationFacts:
    """One moment. `merges`, `pieces`: merges done over the whole prompt at the slider's share, and the pieces left.
    `found`: the rows, in the last beat; None before it and where there is no token."""

    counts: TextFacts
    tree: TreeMoment
    word: WordView
    found: RowLookup | None
    merges: Quantity
    pieces: Quantity


def tokenization_facts(f: Frame) -> TokenizationFacts:
    """The moment that a frame shows."""
    counts, tree = f.world.text, tree_moment(f)
    done = round(len(f.world.merges) * float(f["merge_share"]) / 100)
    known = int(counts.bytes.value) - int(counts.dropped.value)
    return TokenizationFacts(
        counts=counts,
        tree=tree,
        word=word_view(f["word"], f.world.tokenizer),
        found=look_up(f, tree) if f.reached("vectors") else None,
        merges=Quantity(done, "1", "merges done", "merges", source=origin.COUNTED),
        pieces=Quantity(
            known - done, "1", "pieces left: bytes less merges", "pieces", "bytes − merges", (counts.bytes,)
        ),
    )
