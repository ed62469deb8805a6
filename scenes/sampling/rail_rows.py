"""Rows of the rail that need more words than a readout: the drawn token, and whether real draws fit the odds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Quantity, Rail
from tourapp.authoring.sizes import T15, T19, TAG

if TYPE_CHECKING:
    from tourapp.authoring.kinds import DrawTally

CLOSE = 26.0
"""Distance of two rows where many must find room."""
BASE = 22.0
"""From the top of a row to its baseline."""
FITS = 0.01
"""A misfit this rare or rarer is called one."""


class ChoiceRail(Rail):
    """The house's rail, with two rows whose value has words beside its number and other shares of the width."""

    def drawn(self, word: str, odds: Quantity) -> None:
        """The drawn token and its odds."""
        words = Phrase("{token}  {v}", token=word, v=odds)
        self._row("Drawn", words, odds, role="good", size=T19, shares=(0.25, 0.74))

    def test(self, tally: DrawTally) -> None:
        """Whether real draws fit the odds."""
        label = Phrase("{n} draws, χ² fit", n=tally.count)
        if tally.freedom == 0:
            self.read(label, Phrase("only one way"), "good", step=CLOSE)
            return
        p = Quantity(tally.p, "1", "chance of a misfit at least this large (chi-square test)", "p")
        role = "good" if tally.p > FITS else "waste"
        self._row(label, Phrase("p = {v}", v=p), p, role=role, size=TAG, shares=(0.56, 0.44))

    def _row(
        self, label: str | Phrase, words: Phrase, why: Quantity, *, role: str, size: float, shares: tuple[float, float]
    ) -> None:
        """A label and words with a number, which answers for them; `shares` of the width are the room of either."""
        y = self.y + BASE
        self.p.text((self.x, y), label, size=T15, role="dim", fit=self.w * shares[0])
        self.p.text(
            (self.right, y),
            words,
            size=size,
            role=role,
            mono=True,
            weight=600,
            align="right",
            fit=self.w * shares[1],
            why=why,
        )
        self.skip(CLOSE)
