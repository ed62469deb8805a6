"""The format of a tour's file: plain data, unknown fields refused. What it names is looked up elsewhere (`load`)."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from tourapp.specs import GpuSpec, ModelSpec
from tourapp.tours.lines import PlaceError, nearest

LARGEST = 200_000
"""Bytes of a file."""
LESSON = ".lesson"
"""How the name of a lesson with recordings ends."""
MOST_STOPS = 120
MOST_PROMPTS = 8
MOST_ROWS = 16
WORDS = Annotated[str, msgspec.Meta(max_length=4000)]
NAME = Annotated[str, msgspec.Meta(min_length=1, max_length=80)]
MINUTES = Annotated[float, msgspec.Meta(ge=0, le=600)]
Level = Literal["everyone", "deeper"]
Value = bool | int | float | str
LAB_PAGE = "lab_"
"""How the id of a lab's page begins; the lab's own id follows."""
QUIZ_PAGE, READY_PAGE = "quiz_page", "ready_page"
"""The scenes of a quiz and of the list of what one can do."""
CARD_PAGE = "worked_example"
"""The scene of the worked examples, and the setting that chooses one."""
KINDS = ("scene", "section", "lab", "quiz", "card", "ready")


class Entry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One line of the list: a scene with chosen beats and settings, a heading, or a stop of another kind."""

    scene: NAME | None = None
    section: NAME | None = None
    lab: NAME | None = None
    quiz: list[NAME] | None = None
    card: NAME | None = None
    ready: bool | None = None
    beats: list[NAME] | None = None
    set: dict[str, Value] = {}
    minutes: MINUTES | None = None
    title: NAME | None = None
    say: WORDS = ""
    level: Level | None = None
    count: Annotated[int, msgspec.Meta(ge=0, le=100)] | None = None
    aloud: Annotated[int, msgspec.Meta(ge=0, le=6)] | None = None

    @property
    def kind(self) -> str:
        """What sort of entry it is."""
        return next((name for name in KINDS if getattr(self, name) is not None), "")

    @property
    def page(self) -> str | None:
        """The id of the scene that is shown; None for a heading, and for what has none."""
        if self.lab is not None:
            return f"{LAB_PAGE}{self.lab}"
        pages = {"card": CARD_PAGE, "quiz": QUIZ_PAGE, "ready": READY_PAGE}
        return pages.get(self.kind, self.scene)


class TourFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A whole tour."""

    id: NAME
    title: NAME
    stops: list[Entry]
    about: WORDS = ""
    level: Level = "everyone"
    set: dict[str, Value] = {}
    prompts: Annotated[list[WORDS], msgspec.Meta(max_length=MOST_PROMPTS)] = []
    """Offered in the prompt's field, and answered beforehand where a lesson carries recordings."""
    seed: Annotated[int, msgspec.Meta(ge=0, le=99)] | None = None
    minutes: MINUTES | None = None
    models: Annotated[list[ModelSpec], msgspec.Meta(max_length=MOST_ROWS)] = []
    gpus: Annotated[list[GpuSpec], msgspec.Meta(max_length=MOST_ROWS)] = []
    """Rows of the author's own, which the settings name by their ids."""
    asks: bool = False
    """Whether beats that have a question ask it before they answer, also for a person alone."""


def check(file: TourFile, lines: dict[str, int]) -> None:
    """PlaceError for what the types cannot say: one kind per entry, and fields that fit the kind."""
    if not file.stops:
        raise PlaceError(lines.get("$.stops", 1), "$.stops", "there is no stop; name at least one scene")
    if len(file.stops) > MOST_STOPS:
        raise PlaceError(lines.get("$.stops", 1), "$.stops", f"{len(file.stops)} stops; use at most {MOST_STOPS}")
    _check_rows("models", file.models, lines)
    _check_rows("gpus", file.gpus, lines)
    for place, entry in enumerate(file.stops):
        path = f"$.stops[{place}]"
        line = lines.get(path, 1)
        kinds = [name for name in KINDS if getattr(entry, name) is not None]
        if len(kinds) != 1:
            found = " and ".join(kinds) or "none"
            raise PlaceError(line, path, f"exactly one of {', '.join(KINDS)} says what a stop is; found {found}")
        for name in ("beats", "set", "say"):
            told = kinds[0] == "scene" or (name == "say" and kinds[0] != "section")
            if getattr(entry, name) and not told:
                raise PlaceError(lines.get(f"{path}.{name}", line), f"{path}.{name}", f"a {kinds[0]} has no {name}")
        if entry.ready is False:
            raise PlaceError(lines.get(f"{path}.ready", line), f"{path}.ready", "is true where it stands at all")
        _check_counts(path, entry, lines)


def _check_counts(path: str, entry: Entry, lines: dict[str, int]) -> None:
    """PlaceError for numbers of questions where nothing is asked, and where they ask nothing."""
    for name in ("count", "aloud"):
        if getattr(entry, name) is not None and entry.kind != "quiz":
            raise PlaceError(nearest(lines, f"{path}.{name}"), f"{path}.{name}", f"a {entry.kind} has no {name}")
    if entry.count == 0 and not entry.aloud:
        said = "0 questions ask nothing: leave count out, or ask some aloud"
        raise PlaceError(nearest(lines, f"{path}.count"), f"{path}.count", said)


def _check_rows(name: str, rows: list[ModelSpec] | list[GpuSpec], lines: dict[str, int]) -> None:
    """PlaceError for a row whose dimensions do not fit together, or whose id occurs twice."""
    seen: set[str] = set()
    for place, row in enumerate(rows):
        path = f"$.{name}[{place}]"
        problem = row.problem() or ("id: occurs twice" if row.id in seen else None)
        if problem:
            field, _, words = problem.partition(": ")
            raise PlaceError(nearest(lines, f"{path}.{field}"), f"{path}.{field}", words)
        seen.add(row.id)
