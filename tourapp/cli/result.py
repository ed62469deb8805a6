"""What a command returns: data for `--json`, text for people. Printing happens in one place only."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Result:
    """Outcome of one command: `data` is printed as one JSON object, `text` to people."""

    data: dict[str, Any]
    text: str
    status: int = 0
