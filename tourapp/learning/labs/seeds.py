"""What a learner's seed draws: the same for the same name, lab and attempt, on every computer and in every run."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from tourapp.quantity import Quantity

T = TypeVar("T")


def of_case(case: Any, key: str, quantity: Quantity) -> Quantity:
    """A number of a case with an id of its own, which names the case: no other lab or attempt has it."""
    about = ",".join(f"{field.name}={getattr(case, field.name)}" for field in fields(case))
    return replace(quantity, id=f"lab.{key}({about})")


@dataclass(frozen=True, slots=True)
class Draw:
    """Draws for one attempt of one learner at one lab. Without a name the first attempt is the example that the lab is
    explained with: `first`."""

    learner: str = ""
    lab: str = ""
    attempt: int = 1

    @property
    def first(self) -> bool:
        """Whether a guest tries for the first time."""
        return not self.learner and self.attempt == 1

    def number(self, what: object, below: int) -> int:
        """A whole number from 0 to below `below`, for a purpose."""
        words = "\n".join((self.learner, self.lab, str(self.attempt), str(what)))
        return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=8).digest(), "big") % below

    def pick(self, what: int, choices: Sequence[T]) -> T:
        """One of the choices; the first of them in a guest's first attempt. what: the number of this draw."""
        return choices[0 if self.first else self.number(what, len(choices))]
