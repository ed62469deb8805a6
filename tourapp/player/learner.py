"""Who works here: a name typed on this computer, or a guest, of whom nothing is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from tourapp.learning.progress import Progress
from tourapp.words import Phrase


@dataclass(frozen=True, slots=True)
class Learner:
    """name: "" is a guest; begun: by lab, how many attempts there were before; kept: what is known of them from then,
    None where nothing is."""

    name: str = ""
    begun: Mapping[str, int] = field(default_factory=dict)
    kept: Progress | None = None


GUEST = Learner()


def learner_of(progress: Progress) -> Learner:
    """Who works from now on, with what is kept of them."""
    begun = {lab: max((each.attempt for each in tries), default=0) for lab, tries in progress.labs.items()}
    return Learner(progress.name, begun, progress)


def told_of(progress: Progress) -> Phrase:
    """One line on what is kept of somebody."""
    if not progress.labs and not progress.questions:
        return Phrase("{name}: nothing is kept yet; from now on it is.", name=progress.name)
    kept = {"labs": len(progress.labs), "n": len(progress.questions)}
    words = "{name}: {labs} {labs|lab|labs} and {n} {n|answer|answers} are kept and taken up again."
    return Phrase(words, name=progress.name, **kept)
