"""What stands in a hand-out: exercises whose answers are the world's, what a class said, notes, numbers as text."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.helpers import make_offline
from tourapp.player.handouts.copied import number_line, numbers_table, picture_name
from tourapp.player.handouts.estimate import pages_about, size_words
from tourapp.player.handouts.leaves import HandoutParts, HandoutPlan
from tourapp.player.handouts.sheets import Leaf, PaperSheet, StopPage
from tourapp.player.hands import Hands
from tourapp.player.opening import first_settings, parse_settings
from tourapp.quantity import Quantity

EVERYTHING = HandoutParts(exercises=True, notes=True, answers=True)


def texts(sheet: PaperSheet) -> list[str]:
    return [line.text for entry in sheet.entries for line in entry.lines]


def plan_of(
    *names: str, parts: HandoutParts = EVERYTHING, hands: dict[tuple[str, str], Hands] | None = None
) -> HandoutPlan:
    offline = make_offline()
    chosen = tuple(offline.tour.index(name) for name in names)
    return HandoutPlan(replace(offline.state(), hands=hands or {}), offline.tour, chosen, parts)


def made(plan: HandoutPlan) -> list[Leaf]:
    return list(plan.made(make_offline().worlds))


def sheet_called(leaves: list[Leaf], title: str) -> PaperSheet:
    return next(leaf for leaf in leaves if isinstance(leaf, PaperSheet) and leaf.title == title)


def test_every_scene_has_its_page_its_notes_and_something_to_do() -> None:
    offline = make_offline()
    plan = HandoutPlan(offline.state(), offline.tour, tuple(range(len(offline.tour.stops))), EVERYTHING)
    leaves = list(plan.made(offline.worlds))
    pages = [leaf for leaf in leaves if isinstance(leaf, StopPage)]
    assert len(pages) == len(offline.tour.stops) and len(leaves) == plan.leaves
    assert leaves[-1].title == "Solutions" and leaves[-2].title == "Exercises"
    assert all(page.foot.startswith("Prompt: “What is") and page.captions and page.title for page in pages)
    notes = [leaf for leaf in leaves if isinstance(leaf, PaperSheet) and leaf.title.startswith("Notes: ")]
    assert len(notes) == len(pages)
    questions, solutions = sheet_called(leaves, "Exercises"), sheet_called(leaves, "Solutions")
    assert [each.label for each in questions.entries] == [each.label for each in solutions.entries]
    heads = [line.text for entry in questions.entries for line in entry.lines if line.kind == "head"]
    assert len(heads) == len(pages), "every scene gives something to do"
    assert "—" not in " ".join(texts(questions)), "no field without a value"


def test_what_is_left_out_is_not_told_in_the_question() -> None:
    leaves = made(plan_of("network", "batching", "kv_hall", "pricing"))
    questions, solutions = sheet_called(leaves, "Exercises"), sheet_called(leaves, "Solutions")
    for question, solution in zip(questions.entries, solutions.entries, strict=True):
        asked = " ".join(line.text for line in question.lines)
        answer = solution.lines[0].text.split(": ")[-1]
        assert "____" in asked or "A   " in asked, asked
        if len(answer) > 4:
            assert f" {answer}" not in asked, (answer, asked)


def test_answers_follow_the_settings() -> None:
    usual = made(plan_of("batching"))
    plan = plan_of("batching")
    settings = first_settings(plan.tour, parse_settings(["variance=0"]))
    changed = made(replace(plan, state=replace(plan.state, settings=settings)))
    assert texts(sheet_called(usual, "Solutions")) != texts(sheet_called(changed, "Solutions"))


def test_the_class_is_summed_up_with_what_was_true() -> None:
    hands = {
        ("batching", "gap"): Hands(raised=(1, 1, 0), chosen=1, locked=True),
        ("network", "arrive"): Hands(said=(120, 250, 400)),
        ("sampling", "draw"): Hands(raised=(1, 2, 2), chosen=2, locked=True),
    }
    leaves = made(plan_of("network", "sampling", "batching", hands=hands))
    sheet = sheet_called(leaves, "What this class said")
    said = texts(sheet)
    assert len(sheet.entries) == 3
    assert "B   half the time   2 ✓" in said and "A   a quarter   1" in said
    assert any(words.startswith("The middle one is 250") for words in said)
    assert any(words.startswith("The run said 285.1") for words in said)
    bars = [line for entry in sheet.entries for line in entry.lines if line.kind == "bar"]
    assert max(line.share for line in bars) == 1.0
    assert not any(title in (leaf.title for leaf in made(plan_of("network"))) for title in ("What this class said",))


def test_the_size_is_about_right() -> None:
    plan = plan_of("network", "batching", parts=HandoutParts())
    assert pages_about(plan) == 2 and size_words(plan) == "About 2 pages of A4, about 0.8 MB."
    assert pages_about(replace(plan, parts=EVERYTHING)) > 4


def test_numbers_as_text() -> None:
    wait = Quantity(39.8, "s", "mean wait")
    assert number_line(wait) == "39.8 s = mean wait"
    slots = Quantity(160, "1", "slots\tof the pool")
    rows = numbers_table([wait, slots, wait]).splitlines()
    assert rows == ["Name\tAs shown\tValue\tUnit", "mean wait\t39.8 s\t39.8\ts", "slots of the pool\t160\t160\t"]


@pytest.mark.parametrize(("stop", "beat"), [("sampling", "reshape"), ("network", "race")])
def test_a_picture_is_called_after_its_scene_and_beat(stop: str, beat: str) -> None:
    tour = make_offline().tour
    index = tour.index(stop)
    names = [tour.stops[index].scene.timeline.beats[number].name for number in tour.stops[index].kept]
    start = tour.starts[index] + tour.stops[index].spans[names.index(beat)][1]
    assert picture_name(tour, start + 0.5) == f"{stop}_{beat}.png"
