"""The house, scene by scene: a folder with a short declaration, typed facts and drawings that know nothing else."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from tests import house

SCENES = house.scene_folders()
DECLARATION = 150
FILE = 300
FUNCTION = 40
MOST, MOST_BY_PLACE = 6, 5
ALLOWED = ("tourapp.authoring", "tourapp.figures", "numpy", "__future__")


def of_every_file(name: str, look: Callable[[house.Source], list[str]]) -> list[str]:
    return [line for source in house.of_scene(name) for line in look(source)]


@pytest.mark.parametrize("name", SCENES)
def test_files_and_functions_are_short(name: str) -> None:
    for source in house.of_scene(name):
        lines = len(source.text.splitlines())
        assert lines <= (DECLARATION if source.path.name == "scene.py" else FILE), f"{source.name}: {lines} lines"
        for node in house.functions(source):
            assert house.length(node) <= FUNCTION, f"{source.name}: {node.name} has {house.length(node)} lines"


@pytest.mark.parametrize("name", SCENES)
def test_functions_take_few_parameters(name: str) -> None:
    for source in house.of_scene(name):
        for node in house.functions(source):
            everything, by_place = house.parameters(node)
            assert everything <= MOST, f"{source.name}: {node.name} has {everything} parameters"
            assert by_place <= MOST_BY_PLACE, f"{source.name}: {node.name} takes {by_place} parameters by place"


@pytest.mark.parametrize("name", SCENES)
def test_a_scene_imports_its_own_folder_and_what_is_shared(name: str) -> None:
    for source in house.of_scene(name):
        own = ".".join(source.path.parent.relative_to(house.ROOT).parts)
        for module in house.imported(source):
            known = module.startswith((*ALLOWED, own)) or module.split(".")[0] in sys.stdlib_module_names
            assert known, f"{source.name}: imports {module}"


@pytest.mark.parametrize("name", SCENES)
def test_words_can_be_found_by_a_catalogue(name: str) -> None:
    assert of_every_file(name, house.glued_words) == []


@pytest.mark.parametrize("name", SCENES)
def test_type_sizes_are_named(name: str) -> None:
    assert of_every_file(name, house.bare_sizes) == []


@pytest.mark.parametrize("name", SCENES)
def test_a_declaration_draws_nothing_at_a_typed_place(name: str) -> None:
    found = [source for source in house.of_scene(name) if source.path.name == "scene.py"]
    assert [line for source in found for line in house.bare_places(source)] == []


@pytest.mark.parametrize("name", SCENES)
def test_a_move_is_typed_once(name: str) -> None:
    assert house.typed_cues(name) == []


@pytest.mark.parametrize("name", SCENES)
def test_beats_go_by_their_names(name: str) -> None:
    assert of_every_file(name, house.numbered_beats) == []


@pytest.mark.parametrize("name", SCENES)
def test_nothing_is_any(name: str) -> None:
    found = of_every_file(
        name,
        lambda source: [
            f"{source.name}:{number}: {line.strip()}"
            for number, line in enumerate(source.text.splitlines(), 1)
            if ": Any" in line or "-> Any" in line or "[Any" in line or ", Any" in line.split("#")[0].split("import")[0]
        ],
    )
    assert len(found) <= 1, "\n".join(found)
