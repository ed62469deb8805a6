"""Who works here: a name typed on this computer, or a guest, of whom nothing is written down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Learner:
    """name: "" is a guest; begun: by lab, how many attempts there were before."""

    name: str = ""
    begun: Mapping[str, int] = field(default_factory=dict)


GUEST = Learner()
