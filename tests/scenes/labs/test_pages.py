"""Every page of a lab in every phase, in all themes and languages: words whole and apart, inside the stage, and the
boxes where the pointer finds them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pytest
from PySide6.QtCore import QRectF

from tests.helpers import STILL, make_offline
from tests.learning.labs.trial import Trial
from tests.scenes.words_layout import overlaps, placed_words
from tourapp.authoring import THEMES, Picture, picture_digest, say_words, sizes
from tourapp.export import reading
from tourapp.export.images import ensure_qt
from tourapp.export.offline import Moment
from tourapp.figures.lab_field import FIELD
from tourapp.learning.labs import LabState, lab_ids, lab_of
from tourapp.learning.labs.intents import AskHint, FocusBox, LabEnter, WriteBox
from tourapp.player.hands import Hands
from tourapp.player.room import room_of
from tourapp.player.tour import tour_of
from tourapp.qt.hit import find_hits
from tourapp.quantity import format_quantity
from tourapp.tours import all_scenes
from tourapp.words import in_tongue
from tourapp.world.parts.kv_race import recorded_race

LABS = lab_ids()
LOOKS = (("dark", "en"), ("projector", "en"), ("high-contrast", "en"), ("dark", "es"), ("projector", "es"))
LONG = "Heads that share keys and values make long conversations cheap, and weights are read once for all of them."


@cache
def phases(lab: str, learner: str = "", guess: str = "3") -> dict[str, LabState]:
    """A state for each phase; "wrong": a box with a mistake and open hints; "tried": a goal that is not met."""
    found = {"play": (trial := Trial(lab, learner)).state}
    trial.do(LabEnter(), WriteBox("because", "It looks like a lot, but who knows."), WriteBox("guess", guess))
    found["predict"] = trial.state
    found["locked"] = trial.do(LabEnter()).state
    trial.do(LabEnter())
    for number, box in enumerate(trial.lab.boxes):
        if number == len(trial.lab.boxes) // 2:
            trial.fill(box.id, repr(box.mistakes[0].value(trial.case)) if box.mistakes else "1e6")
            found["wrong"] = trial.do(AskHint(), AskHint(), AskHint()).state
        trial.solve_boxes(box.id)
        found["task"] = trial.state
    trial.solve_boxes()
    if trial.lab.knobs:
        found["check"] = trial.state
        trial.do(AskHint(), AskHint())
        if trial.lab.measures is None:
            found["tried"] = trial.do(LabEnter()).state
            trial.solve_knobs()
        else:
            found["measured"] = trial.do(LabEnter()).state
            trial.do(LabEnter(recorded_race()))
    found["note"] = trial.state
    found["done"] = trial.do(WriteBox("own", LONG), LabEnter()).state
    return found


def pages(
    lab: str,
    theme: str = "dark",
    language: str = "en",
    learner: str = "",
    guess: str = "3",
    hands: Hands | None = None,
    **more: Any,
) -> Iterator[tuple[str, Picture]]:
    """The picture of every phase; with `hands` of a class that was asked, open until the lock. more: of its state."""
    ensure_qt()
    scene = all_scenes()[f"lab_{lab}"]
    first = make_offline(tour=tour_of((scene,)), work=STILL)
    for name, state in phases(lab, learner, guess).items():
        asked = {} if hands is None else {(scene.id, "page"): replace(hands, locked=state.is_locked)}
        tried = make_offline(first, labs={scene.id: state}, theme=theme, language=language, hands=asked, **more)
        yield name, tried.picture(Moment(0, 0, 0.97))


@pytest.mark.parametrize("look", LOOKS, ids=" ".join)
@pytest.mark.parametrize("lab", LABS)
def test_words_are_whole_apart_and_of_the_scale(lab: str, look: tuple[str, str]) -> None:
    theme = THEMES[look[0]]
    scale = {round(theme.px(size), 1) for size in sizes.SCALE}
    for phase, picture in pages(lab, *look):
        for line in reading.texts(picture, look[0]):
            assert round(line["px"], 1) in scale, f"{phase}: {line['text']!r} is shrunk to {line['px']} px"
            x, y, w, h = line["box"]
            assert x >= 40 and x + w <= 1880 and y >= 20 and y + h <= 1070, (
                f"{phase}: {line['text']!r} leaves the stage"
            )
        if phase != "wrong":  # what is wrong stands on a ground of its own, over the row below
            assert overlaps(placed_words(picture, theme)) == [], phase


@pytest.mark.parametrize("lab", LABS)
def test_cases_of_others_fit_as_well(lab: str) -> None:
    for learner in ("Ada", "Grace", "Edsger", "Alan"):
        for phase, picture in pages(lab, learner=learner):
            small = [line["text"] for line in reading.texts(picture) if line["px"] < sizes.TAG]
            assert not small, f"{learner} {phase}: {small}"


@pytest.mark.parametrize("lab", LABS)
def test_a_page_is_a_pure_function_and_its_boxes_are_found(lab: str) -> None:
    seen = set()
    for (phase, picture), (_, again) in zip(pages(lab), pages(lab), strict=True):
        digest = picture_digest(picture)
        assert digest == picture_digest(again)
        seen.add(digest)
        state = phases(lab)[phase]
        boxes = {hit.tag.key for hit in find_hits(picture, THEMES["dark"]) if hit.tag.kind == FIELD}
        if phase in ("task", "wrong", "note"):
            assert state.focus in boxes
    assert len(seen) == len(phases(lab)), "every phase looks different"


@pytest.mark.parametrize("lab", [lab for lab in LABS if not lab_of(lab).guess.choices])
@pytest.mark.parametrize("guess", ["0.2", "5000"])
def test_what_surprises_has_room_however_far_the_guess_was_off(lab: str, guess: str) -> None:
    for language in ("en", "es"):
        for phase, picture in pages(lab, "projector", language, guess=guess):
            if phase in ("check", "done"):
                assert overlaps(placed_words(picture, THEMES["projector"])) == [], phase


@pytest.mark.parametrize("lab", LABS)
def test_hands_of_a_class_stand_in_every_phase(lab: str) -> None:
    """While they go up, and as bars beside the guess and the truth ever after."""
    guess = lab_of(lab).guess
    hands = Hands(raised=tuple(place for place in range(guess.options) for _ in range(3 * place + 12)))
    for look in (("dark", "en"), ("projector", "es")):
        theme = THEMES[look[0]]
        scale = {round(theme.px(size), 1) for size in sizes.SCALE}
        for phase, picture in pages(lab, *look, guess="2", hands=hands):
            if phase == "play":
                continue
            lines = reading.texts(picture, look[0])
            for count in hands.counts(guess.options):
                told = [word for line in lines for word in line["text"].split()]
                assert str(count) in told, f"{phase}: {count} hands are not told"
            assert not [line for line in lines if round(line["px"], 1) not in scale], phase
            if phase != "wrong":
                assert overlaps(placed_words(picture, theme)) == [], phase


LARGE = ((("dark", "en"), 125), (("dark", "en"), 200), (("projector", "es"), 150), (("projector", "es"), 200))
PICTURE_RIGHT = 640.0
"""Words of the usual page that begin further left belong to its picture."""


@pytest.mark.parametrize(("look", "scale"), LARGE)
@pytest.mark.parametrize("lab", LABS)
def test_large_words_have_a_page_of_their_own(lab: str, look: tuple[str, str], scale: int) -> None:
    """One thing at a time: nothing but the badge and words in the picture leave, words are apart, and what has the keys
    is found. Where words are very large the picture is not there at all."""
    theme, allowed = THEMES[look[0]], badge_words(lab, look[1])
    if scale < 200:
        drawn = (line for _, usual in pages(lab, *look) for line in reading.texts(usual, look[0]))
        allowed = allowed | {word for line in drawn if line["box"][0] < PICTURE_RIGHT for word in line["text"].split()}
    for hands in (None, Hands(raised=tuple(range(lab_of(lab).guess.options)))):
        for phase, picture in pages(lab, *look, hands=hands, text_scale=scale, room=room_of(1280, 720)):
            words = placed_words(picture, theme)
            left = {words for words in picture.left_out if words not in allowed}
            assert scale < 200 or not left, phase
            assert all(word in allowed for words in left for word in words.split()), phase
            assert overlaps(words) == [], phase
            for item in words:
                assert QRectF(8, 6, 1904, picture.height - 8).contains(item.area), f"{phase}: {item.words!r}"
            tags = {(hit.tag.kind, hit.tag.key) for hit in find_hits(picture, theme)}
            focus = phases(lab)[phase].focus
            wanted = {"task": FIELD, "wrong": FIELD, "note": FIELD, "check": "lab_knob", "tried": "lab_knob"}
            assert phase not in wanted or (wanted[phase], focus) in tags, phase
            assert phase != "predict" or ("lab_hand" if hands else "lab_hands") in {kind for kind, _ in tags}
            assert "lab_button" in {kind for kind, _ in tags}, phase


@pytest.mark.parametrize("lab", LABS)
def test_tab_finds_why_on_a_page_for_large_words(lab: str) -> None:
    scene = all_scenes()[f"lab_{lab}"]
    state = Trial(lab).do(LabEnter(), FocusBox("because")).state
    made = make_offline(tour=tour_of((scene,)), labs={scene.id: state}, text_scale=200, work=STILL)
    tags = {(hit.tag.kind, hit.tag.key) for hit in find_hits(made.picture(Moment(0, 0, 0.97)), THEMES["dark"])}
    assert (FIELD, "because") in tags


@cache
def badge_words(lab: str, language: str) -> set[str]:
    """What the badge of a lab says in any phase: all of it may leave where words are large."""
    scene = all_scenes()[f"lab_{lab}"]
    found: set[str] = set()
    first = make_offline(tour=tour_of((scene,)), work=STILL)
    with in_tongue(language):
        for state in phases(lab).values():
            badge = scene.badge(make_offline(first, labs={scene.id: state}).frame(0, 1.0))
            found |= {say_words(badge.kind), say_words(badge.leaves_out)}
    return found


@pytest.mark.parametrize("lab", LABS)
def test_before_the_lock_nothing_tells_the_truth(lab: str) -> None:
    """Whatever is drawn of a case before it is guessed, its answer is not."""
    for learner in ("", "Ada", "Grace"):
        view = Trial(lab, learner).view
        truth = format_quantity(view.truth)
        for phase, picture in pages(lab, learner=learner, guess="1"):
            if phase in ("play", "predict", "locked"):
                told = [line["text"] for line in reading.texts(picture) if line["box"][1] < 860]
                digits = [text for text in told if text.replace("\u2009", " ").startswith(truth.split("\u2009")[0])]
                assert lab_of(lab).guess.choices or len(truth) < 3 or not digits, (phase, digits)
