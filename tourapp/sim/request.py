"""Request, Sequence and SequenceStatus: what a serving engine schedules. Lengths only, no tokens and no
model.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Request:
    """What a user sends: it arrives at a step with `prompt` tokens and will be answered with `output`
    tokens.

    `prefix_id` > 0 says that its first `prefix` tokens are the same as those of every other request with
    that id. `parent` is the number of a request with the very same prompt of which this is one more answer
    (a fork).
    """

    number: int  # its place in the workload; also breaks ties in arrival
    arrival: int  # step
    prompt: int  # tokens, 1 or more
    output: int  # tokens, 1 or more
    prefix_id: int = 0
    prefix: int = 0
    parent: int | None = None

    @property
    def final_length(self) -> int:
        """Tokens of prompt and answer together."""
        return self.prompt + self.output


class SequenceStatus(Enum):
    """Where a sequence stands in the scheduler."""

    WAITING = "waiting"
    RUNNING = "running"
    PREEMPTED = "preempted"  # was running, lost its memory, waits to be recomputed
    FINISHED = "finished"


@dataclass(slots=True)
class Sequence:
    """A request being served: mutable, lives only inside a run; what a run leaves behind is a frozen trace."""

    request: Request
    status: SequenceStatus = SequenceStatus.WAITING
    produced: int = 0  # answer tokens so far; kept through a preemption
    prefill_left: int = 0  # steps of prefill still to do, the last of which yields a token
    slot: int = -1
    admit: int = -1  # step of the first admission
    first_token: int = -1  # step that yielded the first answer token
    finish: int = -1  # step number after the last token
    preemptions: int = 0

    @property
    def length(self) -> int:
        """Tokens so far: prompt and answer."""
        return self.request.prompt + self.produced

    @property
    def done(self) -> bool:
        """Whether every token asked for has been produced."""
        return self.produced >= self.request.output
