"""Whether two revisions print the same numbers: a wide grid of `explain` and `simulate`, and every beat's digest.

Usage: .venv/bin/python .setup/compare_revisions.py OLD [NEW]    (NEW: the working tree; `make compare REV=OLD`)
Prints what moved, field by field; exit status 1 when something did.
"""

from __future__ import annotations

import itertools
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
MODELS = ("llama-3-8b", "llama-3-70b", "mixtral-8x7b", "deepseek-v3", "gemma-2-9b", "gpt2")
GPUS = ("h100-sxm", "a100-80gb-sxm", "l4", "mi300x")
RUN = """
import contextlib, io, json, sys
from tourapp.cli import main
out = {}
for words in json.load(sys.stdin):
    held = io.StringIO()
    with contextlib.redirect_stdout(held), contextlib.redirect_stderr(io.StringIO()):
        status = main(words)
    try:
        out[" ".join(words)] = json.loads(held.getvalue())
    except ValueError:
        out[" ".join(words)] = {"status": status}
json.dump(out, sys.stdout)
"""


def grid() -> list[list[str]]:
    """The questions asked of both revisions."""
    asked = []
    for model, gpu, batch, bits in itertools.product(MODELS, GPUS, ("1", "8", "64"), ("16", "8", "4")):
        words = ["explain", "--model", model, "--gpu", gpu, "--gpus", "2", "--batch", batch, "--weight-bits", bits]
        asked.append([*words, "--mfu", "0.5", "--mbu", "0.7", "--json"])
    for kind in ("network", "queue", "batching", "paging", "speculation"):
        asked.append(["simulate", kind, "--json"])
    for name, values in {"variance": (0, 0.5, 1, 1.5), "load": (0.1, 1), "slots": (2, 16)}.items():
        asked += [["simulate", "batching", "--set", f"{name}={value}", "--json"] for value in values]
    for name, values in {"arrival_rate": (1, 3.2), "burstiness": (0, 2), "replicas": (2, 8)}.items():
        asked += [["simulate", "queue", "--set", f"{name}={value}", "--json"] for value in values]
    kept = json.loads((ROOT / "tests" / "golden" / "digests.json").read_text("utf-8"))
    folder = tempfile.mkdtemp()
    for place, name in enumerate(kept):
        scene, _, beat = name.partition(".")
        target = str(Path(folder) / f"{place}.png")
        asked.append(["snapshot", scene, "--beat", beat, "--at", "0.95", "--size", "160x90", "-o", target, "--json"])
    return asked


def answers(tree: Path, asked: list[list[str]]) -> dict[str, Any]:
    """What a revision says to all of them."""
    place = {**os.environ, "PYTHONPATH": str(tree), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", RUN],
        input=json.dumps(asked),
        cwd=tree,
        env=place,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def moved(old: Any, new: Any, path: str = "") -> list[str]:
    """The fields that differ."""
    if isinstance(old, dict) and isinstance(new, dict):
        names = [name for name in {**old, **new} if name not in ("file",)]
        return [line for name in names for line in moved(old.get(name), new.get(name), f"{path}.{name}".lstrip("."))]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        pairs = enumerate(zip(old, new, strict=True))
        return [line for place, (a, b) in pairs for line in moved(a, b, f"{path}[{place}]")]
    return [] if old == new else [f"{path}: {json.dumps(old)[:40]} -> {json.dumps(new)[:40]}"]


def main(old: str, new: str | None) -> int:
    """Compare; 1 when something moved."""
    asked, found = grid(), {}
    with tempfile.TemporaryDirectory() as folder:
        for name, revision in (("old", old), ("new", new)):
            tree = ROOT
            if revision is not None:
                tree = Path(folder) / name
                subprocess.run(["git", "worktree", "add", "-q", "--detach", str(tree), revision], cwd=ROOT, check=True)
            found[name] = answers(tree, asked)
            if revision is not None:
                subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
    lines = [
        f"{question}: {line}"
        for question in found["old"]
        for line in moved(found["old"][question], found["new"].get(question))
    ]
    print("\n".join(lines) or f"{len(asked)} questions, nothing moved")
    return 1 if lines else 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2] if len(sys.argv) == 3 else None))
