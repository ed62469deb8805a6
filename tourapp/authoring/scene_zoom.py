"""How a scene is looked into: which of its controls is how near one stands, which one chooses what is looked at, and
what lies behind the nearest level. Keys, wheel and clicks come from the window; a scene only draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tourapp.authoring.frame import Frame
from tourapp.words import Phrase

OPERATOR = "operator"
"""The kind of tag whose key is a value of the control `operator`."""


@dataclass(frozen=True, slots=True)
class SceneZoom:
    """Levels of a scene. control: the id of its own slider of whole levels. operator: the id of its own choice, of what
    is looked at. opens: the id of the scene that lies behind an operator, None where there is none. told: how the
    chosen operator is called aloud, for who does not see it. last: the nearest level that the scene itself draws; one
    beyond it opens what `opens` says; None takes the slider's end. takes: shared settings whose values go along to a
    scene that has values of its own for them. whole: the id of the scene of which this one is a part: a step farther
    than the farthest level leads there."""

    control: str
    operator: str
    opens: Callable[[Any], str | None]
    told: Callable[[Frame, Any], str | Phrase]
    last: int | None = None
    takes: tuple[str, ...] = ()
    whole: str | None = None
