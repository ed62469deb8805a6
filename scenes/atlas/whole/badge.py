"""What the scene says of its own figures: whose words, and whose bytes."""

from __future__ import annotations

from scenes.atlas.whole.facts import atlas_facts
from tourapp.authoring import Badge, Frame, Phrase


def atlas_badge(f: Frame) -> Badge:
    """Recorded words and rows, computed bytes and times."""
    facts = atlas_facts(f)
    live = facts.recording.badge == "live"
    return Badge(
        "computed from specs + live on this computer" if live else "computed from specs + recorded",
        Phrase(
            "bytes and times: {model} on {machine}, ideal; words and rows: {writer}",
            model=facts.model,
            machine=facts.machine,
            writer=facts.recording.model,
        ),
        "words, rows of the cache and scores are those of the answer on stage; widths and bytes are computed",
    )
