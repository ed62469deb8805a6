"""The measures of the house, over the whole product. Scene by scene: tests/test_house_scenes.py."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from statistics import median

from tests import house
from tourapp.tours import all_scenes

LONGEST_FILE, MEDIAN_FILE = 300, 110
LONGEST_FUNCTION = 40
MOST_PARAMETERS, MANY_ALLOWED, MOST_BY_PLACE = 6, 10, 5
UNCOMMON = ("kv_hall", "prefill_decode", "gpu_grid", "flash_attention")
"""Ids of scenes that are no common words: outside `scenes` and the tours nobody names one."""
ANY_IN_SCENES = 15
KEPT_AT_MOST = 3


def test_files_are_short() -> None:
    lengths = {source.name: len(source.text.splitlines()) for source in house.sources()}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}
    assert median(lengths.values()) <= MEDIAN_FILE


def test_functions_are_short() -> None:
    long = [
        f"{source.name}: {node.name} has {house.length(node)} lines"
        for source in house.sources()
        for node in house.functions(source)
        if house.length(node) > LONGEST_FUNCTION
    ]
    assert long == []


def test_functions_take_few_parameters() -> None:
    many, by_place = [], []
    for source in house.sources():
        for node in house.functions(source):
            everything, placed = house.parameters(node)
            if everything > MOST_PARAMETERS:
                many.append(f"{source.name}: {node.name} ({everything})")
            if placed > MOST_BY_PLACE:
                by_place.append(f"{source.name}: {node.name} ({placed})")
    assert len(many) <= MANY_ALLOWED, many
    assert by_place == []


def test_class_names_are_unique() -> None:
    found = defaultdict(list)
    for source in house.sources():
        for node in source.nodes:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(source.name)
    assert {name: places for name, places in found.items() if len(places) > 1} == {}


def test_a_figure_serves_at_least_two_scenes() -> None:
    figures = {source.path.stem for source in house.sources("tourapp/figures")} - {"__init__"}
    users: dict[str, set[str]] = defaultdict(set)
    links: dict[str, set[str]] = defaultdict(set)
    for source in house.sources():
        named = {name for module in _modules(source) if (name := _figure(module)) in figures}
        if source.name.startswith("scenes/"):
            for name in named:
                users[name].add(source.path.parent.name)
        elif source.name.startswith("tourapp/figures/"):
            for name in named:
                links[name].add(source.path.stem)
    for _ in figures:  # a figure serves whom the figures serve that use it, however far
        for name in figures:
            users[name].update(*(users[other] for other in links[name]))
    assert {name for name in figures if len(users[name]) < 2} == set()


def _modules(source: house.Source) -> set[str]:
    found = set(house.imported(source))
    for node in source.nodes:
        if isinstance(node, ast.ImportFrom) and node.module == "tourapp.figures":
            found |= {f"tourapp.figures.{alias.name}" for alias in node.names}
    return found


def _figure(module: str) -> str:
    parts = module.split(".")
    return parts[2] if parts[:2] == ["tourapp", "figures"] and len(parts) > 2 else ""


def test_no_room_names_a_scene() -> None:
    found = []
    for source in house.sources("tourapp"):
        for node in source.nodes:
            if isinstance(node, ast.Constant) and node.value in UNCOMMON:
                found.append(f"{source.name}:{node.lineno}: {node.value}")
    assert found == []
    assert set(UNCOMMON) <= set(all_scenes())


def test_little_is_any_in_scenes() -> None:
    lines = [
        line for source in house.sources("scenes") for line in source.text.splitlines() if re.search(r"\bAny\b", line)
    ]
    assert len([line for line in lines if "import" not in line]) < ANY_IN_SCENES


def test_words_can_be_found_by_a_catalogue() -> None:
    shown = [*house.sources("scenes"), *house.sources("tourapp/figures")]
    assert [line for source in shown for line in house.glued_words(source)] == []


def test_type_sizes_are_named() -> None:
    shown = [*house.sources("scenes"), *house.sources("tourapp/figures"), *house.sources("tourapp/player")]
    assert [line for source in shown for line in house.bare_sizes(source)] == []


def test_few_caches_live_in_modules() -> None:
    """Names of a module that are bound to an empty list or dictionary: state that outlives its caller."""
    found = []
    for source in house.sources():
        for node in source.tree.body:
            value = getattr(node, "value", None)
            if not isinstance(node, ast.Assign | ast.AnnAssign) or value is None:
                continue
            empty = isinstance(value, ast.List | ast.Dict) and not (
                getattr(value, "elts", None) or getattr(value, "keys", None)
            )
            made = isinstance(value, ast.Call) and house.called(value) in (
                "OrderedDict",
                "WeakKeyDictionary",
                "dict",
                "list",
            )
            if empty or (made and not value.args):
                found.append(f"{source.name}:{node.lineno}")
    assert len(found) <= KEPT_AT_MOST, found


def test_every_law_has_its_test() -> None:
    laws = (house.ROOT / "tests" / "LAWS.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (\d+) \|.*\| `(test_law_(\d+)\w*)` \|", laws, re.M)
    assert [int(number) for number, _, _ in rows] == list(range(1, len(rows) + 1)) and 10 <= len(rows) <= 20
    written = {node.name for source in house.sources("tests") for node in house.functions(source)}
    for number, name, inside in rows:
        assert int(number) == int(inside) and name in written, name
