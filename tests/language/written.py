"""Reads which templates a person can be shown out of the code: what is handed to the calls that show words, followed
through names, choices, tables and functions to the literals themselves. Nothing is run.

What a walk through the tour alone would never see, such as a caption for a setting nobody chose, is found here.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

from tests import house
from tests.language.file_words import file_words
from tests.language.rules import CHOICES, ITSELF, PASSING, PLAIN, SHOWING, SILENT, is_words
from tourapp.player.keys import as_rows, key_caps

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Reader:
    """The whole code, with what leads from a use of words to where they are written."""

    def __init__(self) -> None:
        self.functions: dict[str, list[Function]] = defaultdict(list)
        self.tables: dict[str, list[ast.expr]] = defaultdict(list)
        self.own: dict[tuple[str, str], list[ast.expr]] = defaultdict(list)
        """Tables by file and name: several files may have one of the same name."""
        self.taken: dict[tuple[str, str], tuple[str, str]] = {}
        """Names that a file imports: from which file, and what they are called there."""
        self.home: dict[int, str] = {}
        """The file of each function."""
        self.classes: dict[str, list[tuple[str, dict[str, int]]]] = defaultdict(list)
        self.showing: dict[str, set[int | str]] = {name: set(places) for name, places in SHOWING.items()}
        self.found: dict[str, set[str]] = defaultdict(set)
        self._seen: set[object] = set()
        self._options = False
        self._calls = [(source, tuple(_calls(source.tree))) for source in house.sources()]
        for source, _ in self._calls:
            self._index(source)
        while self._learn_flow():
            pass

    def _index(self, source: house.Source) -> None:
        for node in source.tree.body:
            if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
                for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
                    for name in _names(target):
                        self.tables[name].append(node.value)
                        self.own[source.name, name].append(node.value)
        for node in source.nodes:
            if isinstance(node, ast.ImportFrom) and node.module:
                for each in node.names:
                    file = f"{node.module.replace('.', '/')}.py"
                    self.taken[source.name, each.asname or each.name] = (file, each.name)
            if isinstance(node, Function):
                self.functions[node.name].append(node)
                self.home[id(node)] = source.name
                self._learn(node.name, [*node.args.posonlyargs, *node.args.args], node.args.kwonlyargs)
            elif isinstance(node, ast.ClassDef):
                self._learn_fields(source, node)

    def _learn(self, name: str, by_place: list[ast.arg], by_name: list[ast.arg]) -> None:
        """A parameter that may be a phrase takes words."""
        names = [arg for arg in by_place if arg.arg not in ITSELF]
        for place, arg in enumerate(names):
            if arg.annotation is not None and "Phrase" in ast.unparse(arg.annotation):
                self.showing.setdefault(name, set()).update((place, arg.arg))
        for arg in by_name:
            if arg.annotation is not None and "Phrase" in ast.unparse(arg.annotation):
                self.showing.setdefault(name, set()).add(arg.arg)

    def _learn_fields(self, source: house.Source, node: ast.ClassDef) -> None:
        fields = [item for item in node.body if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)]
        names = [item.target.id for item in fields if isinstance(item.target, ast.Name)]
        kept = {name: place for place, name in enumerate(names) if "str" in ast.unparse(fields[place].annotation)}
        self.classes[_room(source)].append((node.name, kept))
        for place, item in enumerate(fields):
            if "Phrase" in ast.unparse(item.annotation):
                self.showing.setdefault(node.name, set()).update((place, names[place]))

    def _learn_flow(self) -> bool:
        """One round: a function that hands a parameter on to what shows words shows it too, and so does a field of a
        class whose attribute is handed on. Whether anything was learnt."""
        before = sum(map(len, self.showing.values()))
        for source, calls in self._calls:
            for around, call in calls:
                for place in list(self.showing.get(house.called(call), ())):
                    for value in _given(call, place):
                        self._hand_on(value, around, source)
        return sum(map(len, self.showing.values())) > before

    def _hand_on(self, value: ast.expr, around: tuple[Function, ...], source: house.Source) -> None:
        for node in _handed(value):
            if isinstance(node, ast.Attribute):
                for name, fields in self.classes[_room(source)]:
                    if node.attr in fields and node.attr not in PLAIN:
                        self.showing.setdefault(name, set()).update((fields[node.attr], node.attr))
                continue
            for function in around:
                args = [arg for arg in (*function.args.posonlyargs, *function.args.args) if arg.arg not in ITSELF]
                for place, arg in [*enumerate(args), *((arg.arg, arg) for arg in function.args.kwonlyargs)]:
                    if arg.arg == node.id and arg.annotation is not None and "str" in ast.unparse(arg.annotation):
                        self.showing.setdefault(function.name, set()).update((place, arg.arg))

    def read(self) -> dict[str, set[str]]:
        """Every shown template, and the files it stands in."""
        for source, calls in self._calls:
            if source.name.startswith(SILENT):
                continue
            if source.name.startswith(("tourapp/specs/", "tourapp/world/parts/flash_traffic")):
                self._figures(source)
            for function, call in calls:
                for table in _given(call, "presets"):
                    self._names_of(table, source.name)
                for place in self.showing.get(house.called(call), ()):
                    for value in _given(call, place):
                        self._options = house.called(call) in CHOICES
                        self._follow(value, function, source.name)
        return {words: places for words, places in self.found.items() if is_words(words)}

    def _names_of(self, table: ast.expr, where: str) -> None:
        """What a table's entries are called."""
        for key in table.keys if isinstance(table, ast.Dict) else ():
            if isinstance(key, ast.Constant):
                self.found[str(key.value)].add(where)

    def _figures(self, source: house.Source) -> None:
        """Names of numbers in tables of specifications: rows of (name, symbol, unit, factor) or (value, unit, name,
        symbol)."""
        for node in source.nodes:
            if isinstance(node, ast.Tuple) and len(node.elts) == 4:
                values = [getattr(each, "value", None) for each in node.elts]
                if all(isinstance(each, str) for each in values[:3]) and not isinstance(values[3], str):
                    self.found[str(values[0])].add(source.name)
                elif all(isinstance(each, str) for each in values[1:]) and isinstance(node.elts[0], ast.Name):
                    self.found[str(values[2])].add(source.name)

    def _follow(self, node: ast.AST, function: tuple[Function, ...], where: str, depth: int = 0) -> None:
        if depth > 12:
            return
        go = lambda inner, scope=function: self._follow(inner, scope, where, depth + 1)  # noqa: E731
        match node:
            case ast.Constant(value=str(text)):
                self.found[text].add(where)
            case ast.IfExp(body=one, orelse=two):
                go(one)
                go(two)
            case ast.Tuple(elts=[ast.Constant(), words]) if self._options:
                go(words)
            case ast.BoolOp(values=values) | ast.Tuple(elts=values) | ast.List(elts=values) | ast.Dict(values=values):
                for value in values:
                    go(value)
            case ast.Starred(value=value) | ast.Subscript(value=value) | ast.NamedExpr(value=value):
                go(value)
            case ast.ListComp(elt=value) | ast.GeneratorExp(elt=value):
                go(value)
            case ast.Lambda(body=value):
                go(value)
            case ast.Name(id=name):
                self._follow_name(name, function, where, depth)
            case ast.Call():
                self._follow_call(node, function, where, depth)

    def _follow_name(self, name: str, function: tuple[Function, ...], where: str, depth: int) -> None:
        values = [value for each in function for value in _assigned(each, name)]
        for value in values or self._table(name, self.home[id(function[0])] if function else where):
            if (id(value), name) not in self._seen:
                self._seen.add((id(value), name))
                self._follow(value, function, where, depth + 1)

    def _table(self, name: str, where: str) -> list[ast.expr]:
        """What a constant holds: that of the same file, of the one it is imported from, else of whichever has one."""
        if not (name.isupper() or name.startswith("_")):
            return []
        own, there = self.own.get((where, name)), self.own.get(self.taken.get((where, name), ("", "")))
        return own or there or self.tables.get(name, [])

    def _follow_call(self, node: ast.Call, function: tuple[Function, ...], where: str, depth: int) -> None:
        name = house.called(node)
        if isinstance(node.func, ast.Attribute) and name == "get":
            self._follow(node.func.value, function, where, depth + 1)
            for arg in node.args[1:]:
                self._follow(arg, function, where, depth + 1)
        elif name in PASSING:
            for arg in node.args:
                self._follow(arg, function, where, depth + 1)
        elif name not in self.showing:
            for found in self.functions.get(name, []):
                if id(found) not in self._seen and _tells_words(found):
                    self._seen.add(id(found))
                    for inner in ast.walk(found):
                        if isinstance(inner, ast.Return | ast.Yield) and inner.value is not None:
                            self._follow(inner.value, (found,), where, depth + 1)


def _room(source: house.Source) -> str:
    """The folder whose classes an attribute may be of."""
    return source.name.rpartition("/")[0]


def _handed(value: ast.expr) -> Iterator[ast.Name | ast.Attribute]:
    """Names and attributes that a value is, or may be."""
    match value:
        case ast.Name() | ast.Attribute():
            yield value
        case ast.IfExp(body=one, orelse=two):
            yield from _handed(one)
            yield from _handed(two)
        case ast.BoolOp(values=values):
            for each in values:
                yield from _handed(each)


def _tells_words(function: Function) -> bool:
    told = ast.unparse(function.returns) if function.returns is not None else ""
    return "str" in told or "Phrase" in told


def _names(target: ast.AST) -> Iterator[str]:
    for node in ast.walk(target):
        if isinstance(node, ast.Name):
            yield node.id


def _assigned(function: Function, name: str) -> Iterator[ast.expr]:
    """What a name may hold inside a function: assigned, looped over, or its default."""
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and any(name in _names(target) for target in node.targets):
            yield node.value
        elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
            if name in _names(node.target):
                yield node.value
        elif isinstance(node, ast.For | ast.comprehension) and name in _names(node.target):
            yield node.iter
    args = function.args
    for arg, value in zip(reversed([*args.posonlyargs, *args.args]), reversed(args.defaults), strict=False):
        if arg.arg == name:
            yield value


def _calls(tree: ast.Module) -> Iterator[tuple[tuple[Function, ...], ast.Call]]:
    """Every call, with the functions around it, the nearest first."""

    def walk(node: ast.AST, around: tuple[Function, ...]) -> Iterator[tuple[tuple[Function, ...], ast.Call]]:
        for inner in ast.iter_child_nodes(node):
            if isinstance(inner, ast.Call):
                yield around, inner
            yield from walk(inner, (inner, *around) if isinstance(inner, Function) else around)

    yield from walk(tree, ())


def _given(call: ast.Call, place: int | str) -> Iterator[ast.expr]:
    if isinstance(place, int):
        if place < len(call.args):
            yield call.args[place]
    else:
        yield from (keyword.value for keyword in call.keywords if keyword.arg == place)


@lru_cache(maxsize=1)
def written() -> dict[str, set[str]]:
    """Every template in the code and in the files of scenes that a person can be shown, and where it stands."""
    found = Reader().read()
    for name, words in file_words():
        found.setdefault(words, set()).add(name)
    for key in {part for row in as_rows() for part in (*key_caps(row[1])[0], key_caps(row[1])[1])}:
        if is_words(key) and not key.startswith(("Ctrl", "Shift", "F")):
            found.setdefault(key, set()).add("tourapp/player/keys.py")
    for _, _, words in as_rows():  # rows that are no binding too
        found.setdefault(words, set()).add("tourapp/player/keys.py")
    return found
