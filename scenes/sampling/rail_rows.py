"""Rows of the rail that need more words than a readout: the drawn token, and whether real draws fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.token_words import Label
from tourapp.authoring import Phrase, Quantity, Rail

if TYPE_CHECKING:
    from tourapp.authoring.kinds import DrawTally

FITS = 0.01
"""A misfit this rare or rarer is called one."""


class ChoiceRail(Rail):
    """The house's rail, with two rows of its own."""

    def drawn(self, word: Label, odds: Quantity) -> None:
        """The drawn token and its probability."""
        self.read(Phrase("Drawn: {token}", token=word), odds, "good")

    def test(self, tally: DrawTally, p: Quantity) -> None:
        """Whether real draws fit the probabilities: `p` is the chance of a misfit at least this large."""
        self.note(Phrase("{n} draws against the columns, χ² test", n=tally.count))
        if tally.freedom == 0:
            self.read("Fit", Phrase("only one way"), "good")
        else:
            self.read("p of the misfit", p, "good" if tally.p > FITS else "waste")
