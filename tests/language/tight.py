"""Counts, beat by beat, what is not whole when every word is two fifths longer: places where English leaves little room
for any other language. `python -m tests.language.tight` writes them anew; they may only go down."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from tests.helpers import make_offline
from tests.language.fit import unwhole
from tourapp.authoring import THEMES
from tourapp.export.offline import Moment, Offline
from tourapp.words import PSEUDO

KEPT = Path(__file__).with_suffix(".json")
SHARES = (0.5, 0.95)


def beats_of(offline: Offline, index: int, theme: str) -> Iterator[tuple[str, list[str]]]:
    """Every beat of a stop, with what is wrong with its words."""
    stop, tried = offline.tour.stops[index], make_offline(offline, theme=theme, language=offline.language)
    for beat in stop.kept:
        pictures = [tried.picture(Moment(index, beat, at)) for at in SHARES]
        rail = bool(stop.scene.controls)
        found = {words for each in pictures for words in unwhole(each, THEMES[theme], rail=rail)}
        yield f"{stop.key}.{stop.scene.timeline.beats[beat].name} {theme}", sorted(found)


def kept() -> dict[str, int]:
    """The counts as they were written down."""
    found: dict[str, int] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def main() -> None:
    """Write the counts."""
    from tourapp.app import make_application

    _application = make_application()
    offline = make_offline(language=PSEUDO.language)
    counts = {
        where: len(found)
        for theme in ("dark", "projector")
        for index in range(len(offline.tour.stops))
        for where, found in beats_of(offline, index, theme)
        if found
    }
    KEPT.write_text(json.dumps(counts, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
