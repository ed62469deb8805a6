"""How a long run of the model reports and stops: asked between chunks and tokens, told of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

Cancel = Callable[[], bool]
"""Asked between chunks and tokens; True stops the run."""


class Cancelled(Exception):  # noqa: N818 - a request honoured, not an error
    """The run was stopped because `cancel` said so."""


def never() -> bool:
    """Goes on to the end."""
    return False


def nothing(_told: Any) -> None:
    """Tells nobody."""


@dataclass(frozen=True, slots=True)
class Hooks:
    """cancel: whether to stop; on_prefill: the share of the prompt that was read (0..1); on_token: each new step;
    on_draft: the recording as far as it is, after each token."""

    cancel: Cancel = never
    on_prefill: Callable[[float], None] = nothing
    on_token: Callable[[Any], None] = nothing
    on_draft: Callable[[Any], None] = nothing


NO_HOOKS = Hooks()
