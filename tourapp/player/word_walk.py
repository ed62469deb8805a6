"""Walking the words of the field in a caption by key: which of them is explained, as a part of the player's state.

Which there are is seen on the stage alone; whoever sends the intent tells them. Not here: the drawing (`words_asked`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from tourapp.player.state import PlayerState
from tourapp.player.tour import Tour
from tourapp.words import Phrase

NONE_HERE = Phrase("No word of this sentence is in the glossary. Ctrl+F searches it.")


@dataclass(frozen=True, slots=True)
class WalkWords:
    """On to the next of these words, by their ids in the glossary; after the last one none is explained."""

    ids: tuple[str, ...]


WordIntent = WalkWords


def _walk(state: PlayerState, intent: WalkWords, _tour: Tour) -> PlayerState:
    if not intent.ids:
        return replace(state, word=None, notice=NONE_HERE)
    place = intent.ids.index(state.word) + 1 if state.word in intent.ids else 0
    found = intent.ids[place] if place < len(intent.ids) else None
    return replace(state, word=found, playing=state.playing and state.holding, blank=None)


WORD_STEPS: dict[type, Callable[[PlayerState, Any, Tour], PlayerState]] = {WalkWords: _walk}
