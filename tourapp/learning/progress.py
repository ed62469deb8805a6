"""What a learner has done, as a file of one's own: labs with attempts, hints and notes, questions, beats seen, guesses.

Plain data with its schema, bounded in every way; nothing about the person but the name that was typed. Reading and
writing files is the player's matter (`player.progress_file`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Literal

import msgspec

from tourapp.learning.labs.notes import lined
from tourapp.learning.labs.state import LabView
from tourapp.words import Phrase, say

LARGEST = 256_000
"""Bytes of a file."""
MOST_LABS, MOST_ATTEMPTS, MOST_QUESTIONS, MOST_BEATS, MOST_GUESSES = 40, 20, 600, 600, 200
MOST_VOUCHED, MOST_CODE = 20, 20
Name = Annotated[str, msgspec.Meta(min_length=1, max_length=60)]
Id = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
Line = Annotated[str, msgspec.Meta(max_length=1000)]
MOST_CHECKS = 10_000
Count = Annotated[int, msgspec.Meta(ge=0, le=MOST_CHECKS)]
Number = Annotated[float, msgspec.Meta(ge=-1e30, le=1e30)]


class LabAttempt(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One attempt at a lab. note: the generated line; own: the learner's sentence; shown: what "show me" did."""

    attempt: Count
    phase: Literal["play", "predict", "locked", "task", "check", "note", "done"]
    guess: Number | None = None
    because: Line = ""
    hints: Count = 0
    shown: Count = 0
    note: Line = ""
    own: Line = ""


class QuestionTry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One question that was answered. what: its template; seed: by which its numbers were drawn."""

    what: Id
    seed: Line
    answer: Line
    ok: bool


class GuessMade(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A prediction at a beat."""

    where: Id
    value: Number


class CodeChecked(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file of a lab as it was checked: how often, and whether it has passed."""

    checks: Count
    ok: bool


class Progress(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything about one learner. vouched: what a teacher vouches for, by the ids of `learning.ready`; code: files of
    labs that were checked, by lab."""

    name: Name
    version: Literal[1] = 1
    labs: Annotated[dict[Id, list[LabAttempt]], msgspec.Meta(max_length=MOST_LABS)] = {}
    questions: Annotated[list[QuestionTry], msgspec.Meta(max_length=MOST_QUESTIONS)] = []
    beats: Annotated[list[Id], msgspec.Meta(max_length=MOST_BEATS)] = []
    guesses: Annotated[list[GuessMade], msgspec.Meta(max_length=MOST_GUESSES)] = []
    vouched: Annotated[list[Id], msgspec.Meta(max_length=MOST_VOUCHED)] = []
    code: Annotated[dict[Id, CodeChecked], msgspec.Meta(max_length=MOST_CODE)] = {}

    def done(self, lab: str) -> bool:
        """Whether a lab was finished, in whichever attempt."""
        return any(each.phase == "done" for each in self.labs.get(lab, ()))


def encode(progress: Progress) -> bytes:
    """The file's bytes. A field that came later is left out while there is nothing in it: who has an earlier version
    reads the file as well."""
    plain = msgspec.to_builtins(progress)
    if not progress.code:
        del plain["code"]
    return msgspec.json.format(msgspec.json.encode(plain), indent=1)


def decode(data: bytes) -> Progress:
    """Progress from a file's bytes. ValueError or msgspec's errors where they are none."""
    if len(data) > LARGEST:
        raise ValueError(f"the file is longer than {LARGEST} bytes")
    return msgspec.json.decode(data, type=Progress)


def attempt_of(view: LabView) -> LabAttempt:
    """A lab's present attempt as it is written down."""
    state = view.state
    return LabAttempt(
        attempt=state.attempt,
        phase=state.phase,  # type: ignore[arg-type]
        guess=state.guess,
        because=view.text_in("because")[:1000],
        hints=state.hints_used,
        shown=len(state.shown),
        note=lined(view.note)[:1000] if state.reached("note") else "",
        own=view.text_in("own")[:1000],
    )


def with_lab(progress: Progress, view: LabView) -> Progress:
    """The progress with a lab's present attempt in the place of what it held of that attempt."""
    made, lab = attempt_of(view), view.lab.id
    others = [each for each in progress.labs.get(lab, []) if each.attempt != made.attempt]
    kept = sorted([*others, made], key=lambda each: each.attempt)[-MOST_ATTEMPTS:]
    if lab not in progress.labs and len(progress.labs) >= MOST_LABS:
        return progress
    return msgspec.structs.replace(progress, labs={**progress.labs, lab: kept})


def with_question(progress: Progress, question: QuestionTry) -> Progress:
    """The progress with one more answered question; the oldest goes where there are too many."""
    return msgspec.structs.replace(progress, questions=[*progress.questions, question][-MOST_QUESTIONS:])


def with_vouched(progress: Progress, what: str, *, vouched: bool) -> Progress:
    """The progress with a teacher's word for one thing, or without it."""
    others = [each for each in progress.vouched if each != what]
    return msgspec.structs.replace(progress, vouched=[*others, what][-MOST_VOUCHED:] if vouched else others)


def with_code(progress: Progress, lab: str, *, ok: bool) -> Progress:
    """The progress with the file of a lab checked once more; what has passed stays passed."""
    if lab not in progress.code and len(progress.code) >= MOST_CODE:
        return progress
    before = progress.code.get(lab, CodeChecked(0, False))
    checked = CodeChecked(min(before.checks + 1, MOST_CHECKS), ok or before.ok)
    return msgspec.structs.replace(progress, code={**progress.code, lab: checked})


def with_beats(progress: Progress, seen: Iterable[str]) -> Progress:
    """The progress with beats that were seen."""
    beats = list(dict.fromkeys([*progress.beats, *seen]))[-MOST_BEATS:]
    return progress if beats == progress.beats else msgspec.structs.replace(progress, beats=beats)


def as_text(progress: Progress) -> str:
    """All of it as text that a learner may hand in."""
    head = str(Phrase("Notes of {name}", name=progress.name))
    lines = [head, ""]
    for lab, attempts in progress.labs.items():
        for each in attempts:
            lines.append(str(Phrase("{title} (attempt {n})", title=lab, n=each.attempt)))
            lines += [f"  {words}" for words in _told(each)]
    for lab, checked in progress.code.items():
        passed = Phrase("{lab}: the file has passed ({n} {n|check|checks}).", lab=f"{lab}.py", n=checked.checks)
        failed = Phrase("{lab}: the file has not passed yet ({n} {n|check|checks}).", lab=f"{lab}.py", n=checked.checks)
        lines.append(str(passed if checked.ok else failed))
    right = sum(1 for each in progress.questions if each.ok)
    if progress.questions:
        lines.append(str(Phrase("Questions: {ok} of {n} right.", ok=right, n=len(progress.questions))))
    lines.append(str(Phrase("Beats seen: {n}.", n=len(progress.beats))))
    return "\n".join(lines) + "\n"


def _told(each: LabAttempt) -> list[str]:
    lines = [say("done") if each.phase == "done" else say("begun")]
    if each.guess is not None:
        lines.append(str(Phrase("Guess: {words}", words=f"{each.guess:g}")))
    if each.because:
        lines.append(str(Phrase("Because: {words}", words=each.because)))
    if each.note:
        lines.append(each.note)
    if each.own:
        lines.append(str(Phrase("In my words: {words}", words=each.own)))
    lines.append(str(Phrase("Hints used: {n}. Shown: {shown}.", n=each.hints, shown=each.shown)))
    return lines
