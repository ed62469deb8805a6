"""The same text as a notebook: plain JSON of format 4, a cell for what is asked and one for the code."""

from __future__ import annotations

import ast
from typing import Any


def notebook_of(source: str) -> dict[str, Any]:
    """A notebook whose cells, one after another, are the file; saved as a script it can be checked."""
    end = ast.parse(source).body[0].end_lineno or 0
    lines = source.splitlines(keepends=True)
    return {
        "cells": [_cell(lines[:end]), _cell(lines[end:])],
        "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }


def _cell(lines: list[str]) -> dict[str, Any]:
    while lines and not lines[0].strip():
        lines = lines[1:]
    return {"cell_type": "code", "execution_count": None, "metadata": {}, "outputs": [], "source": lines}
