"""Reads a tour's file and looks up what it names. What makes a file unreadable is raised; what it names and does not
exist is listed once and left out, so that the rest plays."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from tourapp import specs
from tourapp.authoring.scene import Scene
from tourapp.errors import UsageError
from tourapp.files import read_small
from tourapp.learning.questions import is_usable, skills
from tourapp.learning.quiz import MOST, USUAL, QuizAsked
from tourapp.nearest import did_you_mean
from tourapp.tours.format import CARD_PAGE, LAB_PAGE, LARGEST, LESSON, QUIZ_PAGE, READY_PAGE, Entry, TourFile, check
from tourapp.tours.lines import PlaceError, lines_of, nearest
from tourapp.world import Control, Text, controls

if TYPE_CHECKING:
    from tourapp.engine.recording import Recording


class TourFileError(UsageError):
    """A file that cannot be played: one line with file, line and field."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a file names that is left out: where it stands, and why."""

    file: str
    line: int
    field: str
    words: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.field}: {self.words}"


@dataclass(frozen=True, slots=True)
class ResolvedStop:
    """A scene with its chosen beats (places in the scene, in order) and checked settings; section it stands under;
    quiz: what it asks, where it is one."""

    scene: Scene
    beats: tuple[int, ...]
    settings: dict[str, Any]
    entry: Entry
    section: str
    quiz: QuizAsked | None = None


@dataclass(frozen=True, slots=True)
class Resolved:
    """A tour that can be played: the file's words, its settings, its stops, and what was left out. source: by what
    name it is opened again, the path of a person's own file; recordings: answers that came with it."""

    file: TourFile
    settings: dict[str, Any]
    stops: tuple[ResolvedStop, ...]
    problems: tuple[Problem, ...]
    source: str = ""
    recordings: tuple[Recording, ...] = ()
    lines: dict[str, int] = field(default_factory=dict)
    """The line of each field."""


def read_tour(path: Path, scenes: Mapping[str, Scene]) -> Resolved:
    """A tour from a file, also from a `.lesson` with recordings. TourFileError names file, line and field."""
    if path.suffix.lower() == LESSON:
        return _read_lesson_box(path, scenes)
    try:
        data = read_small(path, LARGEST, "the JSON file of a tour")
    except UsageError as error:
        raise TourFileError(str(error)) from None
    return replace(parse_tour(data, path.name, scenes), source=str(path))


def text_name(path: Path) -> str:
    """What messages call the text of a tour's file."""
    return f"{path.name}/lesson.json" if path.suffix.lower() == LESSON else path.name


def _read_lesson_box(path: Path, scenes: Mapping[str, Scene]) -> Resolved:
    from tourapp.tours.lesson_box import LessonBoxError, read_box

    try:
        box = read_box(path)
    except LessonBoxError as error:
        raise TourFileError(f"{path.name}: {error}") from None
    except UsageError as error:
        raise TourFileError(str(error)) from None
    found = parse_tour(box.text, text_name(path), scenes)
    return replace(found, source=str(path), recordings=tuple(box.recordings.values()))


def parse_tour(data: bytes, name: str, scenes: Mapping[str, Scene]) -> Resolved:
    """A tour from the bytes of its file."""
    if len(data) > LARGEST:
        raise TourFileError(f"{name}: more than {LARGEST:,} bytes; a tour has at most that many")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise TourFileError(f"{name}:{line}: byte {error.start} is not UTF-8; save the file as UTF-8") from None
    try:
        lines = lines_of(text)
        file = _decode(text, lines)
        check(file, lines)
    except PlaceError as error:
        raise TourFileError(f"{name}:{error.line}: {_field(error.where)}: {error.words}") from None
    return _Resolver(name, scenes, lines).resolve(file)


def _decode(text: str, lines: dict[str, int]) -> TourFile:
    data = text.encode("utf-8")
    try:
        return msgspec.json.decode(data, type=TourFile)
    except msgspec.ValidationError as error:
        words, _, where = str(error).partition(" - at `")
        where = where.rstrip("`") or "$"
        where = where.replace("[...]", "")
        unknown = re.search(r"unknown field `(.*)`", words)
        if unknown:
            where = f"{where}.{unknown.group(1)}"
            words = "there is no such field"
        raise PlaceError(nearest(lines, where), where, words[:1].lower() + words[1:]) from None
    except (msgspec.DecodeError, RecursionError) as error:
        at = re.search(r"byte (\d+)", str(error))
        line = data.count(b"\n", 0, int(at.group(1)) if at else len(data)) + 1
        raise PlaceError(line, "$", f"is not JSON ({error})") from None


def _field(path: str) -> str:
    return path.removeprefix("$").removeprefix(".") or "the file"


class _Resolver:
    """Looks up names; keeps a list of what is not there."""

    def __init__(self, name: str, scenes: Mapping[str, Scene], lines: dict[str, int]) -> None:
        self._name, self._scenes, self._lines = name, scenes, lines
        self._problems: list[Problem] = []
        self._meant: dict[str, dict[str, str]] = {}
        """By input, the ids of own rows as the file has them, and as they are found here."""

    def resolve(self, file: TourFile) -> Resolved:
        self._meant = {
            "model": {row.id: specs.add_model(row).id for row in file.models},
            "gpu": {row.id: specs.add_gpu(row).id for row in file.gpus},
        }
        settings = self._settings("$.set", file.set, dict(controls()), "the shared inputs")
        if file.seed is not None:
            settings.setdefault("seed", file.seed)
        kinds = {"scene": self._stop, "lab": self._lab, "card": self._card, "quiz": self._quiz, "ready": self._ready}
        section, stops = "", []
        for place, entry in enumerate(file.stops):
            path = f"$.stops[{place}]"
            if entry.kind == "section":
                section = entry.section or ""
            elif (found := kinds[entry.kind](path, entry, section)) is not None:
                stops.append(found)
        if not stops:
            line = nearest(self._lines, "$.stops")
            listed = "".join(f"; {problem}" for problem in self._problems[:1])
            raise TourFileError(f"{self._name}:{line}: stops: none of them can be played{listed}")
        return Resolved(file, settings, tuple(stops), tuple(self._problems), lines=self._lines)

    def _stop(self, path: str, entry: Entry, section: str) -> ResolvedStop | None:
        scene = self._scenes.get(entry.scene or "")
        if scene is None:
            self._tell(f"{path}.scene", f"there is no scene called {entry.scene!r}; left out")
            return None
        beats = self._beats(f"{path}.beats", entry, scene)
        if not beats:
            return None
        known = {**controls(), **{item.id: item for item in scene.controls}}
        settings = self._settings(f"{path}.set", entry.set, known, f"scene {scene.id} and the shared inputs")
        return ResolvedStop(scene, beats, settings, entry, section)

    def _lab(self, path: str, entry: Entry, section: str) -> ResolvedStop | None:
        """The page of a lab: the scene that is declared for it."""
        scene = self._scenes.get(f"{LAB_PAGE}{entry.lab}")
        if scene is None or scene.lab != entry.lab:
            known = ", ".join(sorted(found.lab for found in self._scenes.values() if found.lab))
            self._tell(f"{path}.lab", f"there is no lab called {entry.lab!r}, only {known or 'none'}; left out")
            return None
        return ResolvedStop(scene, tuple(range(len(scene.timeline.beats))), {}, entry, section)

    def _card(self, path: str, entry: Entry, section: str) -> ResolvedStop | None:
        """The page of a worked example."""
        scene, control = self._scenes.get(CARD_PAGE), controls()[CARD_PAGE]
        try:
            chosen = control.check(entry.card)
        except UsageError as error:
            self._tell(f"{path}.card", f"{str(error).removeprefix(f'{CARD_PAGE}: ')}; left out")
            return None
        if scene is None:
            self._tell(f"{path}.card", f"there is no scene called {CARD_PAGE!r}; left out")
            return None
        return ResolvedStop(scene, tuple(range(len(scene.timeline.beats))), {CARD_PAGE: chosen}, entry, section)

    def _quiz(self, path: str, entry: Entry, section: str) -> ResolvedStop | None:
        """The page of a quiz. What is no skill is left out of it; so is the stop where none is left. Without a file of
        questions the page says so."""
        if not is_usable():
            return self._page(f"{path}.quiz", QUIZ_PAGE, entry, section)
        wanted = tuple(dict.fromkeys(entry.quiz or ()))
        known = tuple(name for name in wanted if name in skills())
        for place, name in enumerate(entry.quiz or ()):
            if name not in skills():
                meant = did_you_mean(name, skills()) or f"; the skills are: {', '.join(skills())}"
                self._tell(f"{path}.quiz[{place}]", f"there is no skill called {name!r}{meant}; left out")
        if wanted and not known:
            return None
        count = USUAL if entry.count is None else entry.count
        if count > MOST:
            self._tell(f"{path}.count", f"{count} questions; {MOST} are asked, which is the most")
        asked = QuizAsked(known, min(count, MOST), entry.aloud or 0)
        if asked.aloud > asked.spoken:
            few = f"{asked.aloud} to be answered aloud; of these skills there {'is' if asked.spoken == 1 else 'are'}"
            self._tell(f"{path}.aloud", f"{few} {asked.spoken or 'none'}")
        if not asked.total:
            self._tell(f"{path}.count", "nothing is left to ask; left out")
            return None
        return self._page(f"{path}.quiz", QUIZ_PAGE, entry, section, asked)

    def _ready(self, path: str, entry: Entry, section: str) -> ResolvedStop | None:
        """The page of what one can do."""
        return self._page(f"{path}.ready", READY_PAGE, entry, section)

    def _page(
        self, path: str, name: str, entry: Entry, section: str, quiz: QuizAsked | None = None
    ) -> ResolvedStop | None:
        scene = self._scenes.get(name)
        if scene is None:
            self._tell(path, f"there is no scene called {name!r}; left out")
            return None
        return ResolvedStop(scene, tuple(range(len(scene.timeline.beats))), {}, entry, section, quiz)

    def _beats(self, path: str, entry: Entry, scene: Scene) -> tuple[int, ...]:
        names = [beat.name for beat in scene.timeline.beats]
        if entry.beats is None:
            return tuple(range(len(names)))
        chosen: list[int] = []
        for place, beat in enumerate(entry.beats):
            where = f"{path}[{place}]"
            if beat not in names:
                self._tell(where, f"scene {scene.id} has no beat called {beat!r}; left out")
            elif names.index(beat) in chosen:
                self._tell(where, f"beat {beat!r} occurs twice; played once")
            else:
                chosen.append(names.index(beat))
        if chosen != sorted(chosen):
            self._tell(path, f"beats play in the scene's own order: {', '.join(names[k] for k in sorted(chosen))}")
        if not chosen:
            self._tell(path, f"no beat of scene {scene.id} is left; the stop is left out")
        return tuple(sorted(chosen))

    def _settings(self, path: str, values: dict[str, Any], known: dict[str, Control], where: str) -> dict[str, Any]:
        checked: dict[str, Any] = {}
        for name, given in values.items():
            control = known.get(name)
            value = self._meant.get(name, {}).get(given, given) if isinstance(given, str) else given
            if control is None:
                self._tell(f"{path}.{name}", f"no such control in {where}; left out")
                continue
            if isinstance(control, Text) and isinstance(value, str) and len(value) > control.limit:
                self._tell(f"{path}.{name}", f"{len(value):,} characters; use at most {control.limit:,}; left out")
                continue
            try:
                checked[name] = control.check(value)
            except UsageError as error:
                self._tell(f"{path}.{name}", f"{str(error).removeprefix(f'{name}: ')}; left out")
        return checked

    def _tell(self, path: str, words: str) -> None:
        self._problems.append(Problem(self._name, nearest(self._lines, path), _field(path), words))
