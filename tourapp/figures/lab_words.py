"""The two sentences below a lab's page: what is asked in each phase, and what to do next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tourapp.authoring import Phrase, Picture

if TYPE_CHECKING:
    from tourapp.authoring.lab_kinds import LabView

USUAL = {
    "locked": Phrase("Enter opens the boxes. Nothing of it is timed."),
    "note": Phrase("What would you tell a friend? A sentence or two."),
    "done": Phrase("Enter saves the note as a file of text; Ctrl+R starts again with other numbers."),
}
"""What to do where a lab says nothing of its own."""


@dataclass(frozen=True, slots=True)
class LabWords:
    """A lab's sentences. ask: its question; task: in the boxes; check: at the knobs (None: the question still stands);
    end: what was learned; how: what to do by phase, before what is usual."""

    ask: Phrase
    end: Phrase
    how: Mapping[str, Phrase]
    task: Phrase | None = None
    check: Phrase | None = None


def fill_lab(p: Picture, view: LabView, words: LabWords) -> None:
    """Give both sentences their words in the learner's phase."""
    asked = {"task": words.task, "check": words.check, "note": words.end, "done": words.end}.get(view.phase)
    how = words.how.get(view.phase) or USUAL.get(view.phase, USUAL["done"])
    p.fill(ask=asked or words.ask, how=how)
