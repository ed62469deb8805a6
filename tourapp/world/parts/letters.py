"""World part of the letters of the scenario; what they are stands in `equation_letters`."""

from __future__ import annotations

from tourapp.world.equation_letters import Letters, letters_of
from tourapp.world.part import PartView, part


@part("letters", needs=("cost",))
def _letters(view: PartView) -> Letters:
    return letters_of(view.cost)
