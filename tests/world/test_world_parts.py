"""The world's parts: found by walking, typed as they are built, each number named by its place."""

from __future__ import annotations

import ast
import inspect
import typing
from pathlib import Path

from tourapp.quantity import Quantity
from tourapp.world import Work, World, parts, told_parts
from tourapp.world import world as world_module
from tourapp.world.inputs import blocks, controls
from tourapp.world.walk import part_modules


def static_class(path: Path, name: str) -> ast.ClassDef:
    """The class of that name as the type checker reads it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return next(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == name)


def test_every_part_is_typed_as_it_is_built() -> None:
    declared = {
        node.target.id: ast.unparse(node.annotation)
        for block in static_class(Path(told_parts.__file__), "WorldParts").body
        if isinstance(block, ast.If)
        for node in block.body
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
    }
    built = {}
    for name, item in parts().items():
        built[name] = str(typing.cast(typing.Any, inspect.signature(item.build)).return_annotation).replace(
            "network.", ""
        )
    assert declared == built


def test_inputs_are_all_blocks_that_parts_declare() -> None:
    path = Path(world_module.__file__).with_name("inputs.py")
    bases = [ast.unparse(base) for base in static_class(path, "Inputs").bases]
    assert sorted(bases) == sorted(["_Base", *(block.__name__ for block in blocks())])
    assert len(controls()) == sum(len(block.__dataclass_fields__) for block in blocks())


def test_a_part_reads_only_settings_that_are_declared() -> None:
    for item in parts().values():
        assert set(item.reads) <= set(controls()), item.name
        assert set(item.needs) <= set(parts()), item.name


def test_every_file_of_parts_declares_one() -> None:
    homes = {item.build.__module__ for item in parts().values() if item.build.__module__.startswith("tourapp")}
    assert homes == {module.__name__ for module in part_modules()}


def test_numbers_are_named_by_their_place() -> None:
    world = World(work=Work(wait=False))
    assert world.cost.decode.step_seconds.id == "decode.step_seconds"
    assert world.bill.total.id == "bill.total"
    assert world.bill.line("output").card.id == "bill.lines.output.card"
    assert world.cost.decode.step_seconds.named("a step", "t").id == "decode.step_seconds"
    fact = Quantity(1.0).christen("first")
    assert fact.christen("second") is fact and fact.id == "first"
