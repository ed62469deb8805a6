"""With what a showing opens: what was asked for on the command line, what is remembered, and the state that follows.

Needs no Qt and no screen.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from tourapp.player.learner import GUEST, Learner

if TYPE_CHECKING:
    from tourapp.player.preferences import Preferences
    from tourapp.player.state import PlayerState
    from tourapp.player.tour import Tour


@dataclass(frozen=True, slots=True)
class OpenOptions:
    """What a person may ask for when the tour opens. None leaves what was remembered or is usual."""

    prompt: str | None = None
    scene: str | None = None
    beat: str | None = None
    settings: dict[str, str] = field(default_factory=dict)
    theme: str | None = None
    fullscreen: bool = False
    motion: str | None = None
    memory: str | None = None
    fresh: bool = False
    """Begin at the start with the usual settings, whatever is remembered."""
    text_scale: int | None = None
    """In per cent."""
    notices: tuple[str, ...] = ()
    """What is to be told once, when the window is open."""
    at: float | None = None
    """Share of the beat at which to stand still."""
    language: str | None = None
    """By its tag."""
    presenter: bool = False
    """Begin a talk at the scene that is opened."""
    lobby: bool = False
    """Open with the opening page, unless somebody says with what the tour begins."""
    preferences: dict[str, bool | int | float | str] = field(default_factory=dict)
    """What else was chosen in the table of preferences, by name; it is remembered."""
    learner: Learner = GUEST

    @property
    def goes_on(self) -> bool:
        """Whether the tour goes on where it was left: not where somebody says with what it begins."""
        return not (self.fresh or self.prompt or self.scene or self.beat or self.settings or self.at is not None)

    @property
    def opens_lobby(self) -> bool:
        """Whether the opening page comes first: not where the stage is asked for."""
        stage = self.scene or self.beat or self.at is not None or self.fullscreen or self.presenter
        return self.lobby and not stage


GOES_ON = "You go on where you left off; the Home key starts the tour again."


def check_options(options: OpenOptions, tour: Tour) -> None:
    """Raise UsageError for anything in the options that cannot be shown; needs no Qt and no screen."""
    from tourapp.player.preferences import Preferences

    opening_state(options, tour, Preferences())


def with_choices(options: OpenOptions, remembered: Preferences) -> Preferences:
    """What is remembered, with what was chosen on the command line in its place."""
    import msgspec

    given = {name: getattr(options, name) for name in ("theme", "motion", "memory", "text_scale")}
    wanted = {**{name: value for name, value in given.items() if value is not None}, **options.preferences}
    return msgspec.structs.replace(remembered, **wanted) if wanted else remembered


def opening_state(options: OpenOptions, tour: Tour, remembered: Preferences) -> tuple[PlayerState, list[str]]:
    """The state the player starts with, and what to say about it. Raises UsageError naming the argument and what is
    allowed."""
    from tourapp.player.lobby import with_lobby
    from tourapp.player.opening import first_settings, place_of
    from tourapp.player.remembered import resume, state_of
    from tourapp.player.tongue import usable
    from tourapp.player.walking import opening_beat, standing
    from tourapp.words import Phrase, in_tongue, say

    _check_choices(options)
    remembered = with_choices(options, remembered)
    remembered = _deep_enough(options, tour, remembered)
    tour = tour.at(remembered.level)  # type: ignore[arg-type]
    language, problem = usable(options.language or remembered.language)
    opened = first_settings(tour, options.settings, options.prompt)
    state = state_of(remembered, opened, tour)
    state = replace(state, language=language, full_screen=options.fullscreen, learner=options.learner)
    words = [problem] if problem else []
    if not (options.goes_on or options.opens_lobby):
        place = place_of(tour, options.scene, options.beat)
        at = options.at
        return opening_beat(state, tour, *place) if at is None else standing(state, tour, *place, at), words
    goes_on = options.goes_on and remembered.go_on
    settings, stop, beat, lost = resume(tour, remembered.place, opened) if goes_on else (opened, 0, 0, [])
    state = replace(state, settings=settings)
    with in_tongue(state.language):
        words += [str(Phrase("Not taken up again: {names}.", names="; ".join(lost)))] if lost else []
        if options.opens_lobby:
            return with_lobby(state, (tour.stops[stop].key, beat)), words
        words += [say(GOES_ON)] if (settings, stop, beat) != (opened, 0, 0) else []
    return opening_beat(state, tour, stop, beat), words


def _deep_enough(options: OpenOptions, tour: Tour, remembered: Preferences) -> Preferences:
    """The deeper level where somebody asks for a beat that only plays there."""
    import msgspec

    from tourapp.player.opening import place_of

    if options.beat is None or remembered.level == "deeper":
        return remembered
    stop, beat = place_of(tour, options.scene, options.beat)
    shown = tour.at(remembered.level).stops[stop]  # type: ignore[arg-type]
    return remembered if beat in shown.kept else msgspec.structs.replace(remembered, level="deeper")


def _check_choices(options: OpenOptions) -> None:
    from tourapp.errors import UsageError
    from tourapp.player.memory import MEMORIES
    from tourapp.player.state import MOTIONS

    if options.motion is not None and options.motion not in MOTIONS:
        raise UsageError(f"--motion: {options.motion!r} is not one of: {', '.join(MOTIONS)}")
    if options.memory is not None and options.memory not in MEMORIES:
        raise UsageError(f"--memory: {options.memory!r} is not one of: {', '.join(MEMORIES)}")
