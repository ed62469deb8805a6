"""Rows of the rail that need more words than a readout: the drawn token, and whether real draws fit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scenes.sampling.token_words import Label
from tourapp.authoring import Phrase, Quantity, Rail
from tourapp.authoring.sizes import T15, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import DrawTally

CLOSE = 26.0
"""Distance of two rows where many must find room."""
BASE = 22.0
"""From the top of a row to its baseline."""
LABEL_SHARE = 0.56
FITS = 0.01
"""A misfit this rare or rarer is called one."""


class ChoiceRail(Rail):
    """The house's rail, with two rows of its own."""

    def drawn(self, word: Label, odds: Quantity) -> None:
        """The drawn token and its probability."""
        self.read(Phrase("Drawn: {token}", token=word), odds, "good", step=CLOSE)

    def test(self, tally: DrawTally, p: Quantity) -> None:
        """Whether real draws fit the probabilities: `p` is the chance of a misfit at least this large."""
        label = Phrase("{n} draws, χ² fit", n=tally.count)
        if tally.freedom == 0:
            self.read(label, Phrase("only one way"), "good", step=CLOSE)
            return
        role, y = "good" if tally.p > FITS else "waste", self.y + BASE
        self.p.text((self.x, y), label, size=T15, role="dim", fit=self.w * LABEL_SHARE)
        room = self.w * (1.0 - LABEL_SHARE)
        self.p.text(
            (self.right, y), "p = {v}", v=p, size=TAG, role=role, mono=True, weight=600, align="right", fit=room
        )
        self.skip(CLOSE)
