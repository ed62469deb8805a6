"""Runs a learner's file in a child process and brings back what came of its calls: the parent's side of `child`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from tourapp.itself import is_bundle, own_process
from tourapp.learning.code_labs import child

PATIENCE = 20.0
"""Seconds that a file may take in all."""
LOUDEST = 2 * child.MOST
"""Bytes that are listened to."""


class DidNotRunError(Exception):
    """The child brought back no results: one line says why."""


def results_of(source: str, calls: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What came of each call: {"value": ...} or {"error": words}. DidNotRunError where there is nothing."""
    asked = json.dumps({"source": source, "calls": [{**call, "args": packed(call["args"])} for call in calls]})
    with tempfile.TemporaryDirectory(prefix="one-request-lab-") as place:
        return _read(_run(asked.encode(), place))


def _run(asked: bytes, place: str) -> subprocess.CompletedProcess[bytes]:
    """The child's whole life. It is ended when it takes too long or says too much, so that nothing fills up here."""
    pipe = subprocess.PIPE
    with subprocess.Popen(command(), stdin=pipe, stdout=pipe, stderr=pipe, cwd=place, env=_environment()) as process:
        said: dict[str, bytes] = {}
        ears = [
            threading.Thread(target=_hear, args=(process, name, said), daemon=True) for name in ("stdout", "stderr")
        ]
        for ear in ears:
            ear.start()
        assert process.stdin is not None
        with suppress(OSError):  # it may be gone already; what it said tells why
            process.stdin.write(asked)
            process.stdin.close()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            raise DidNotRunError(f"it was not done after {PATIENCE:g} seconds: is there a loop without end?") from None
        finally:
            process.kill()
            for ear in ears:
                ear.join()
    if any(len(each) > LOUDEST for each in said.values()):
        raise DidNotRunError("it wrote far too much: is there a loop without end?")
    return subprocess.CompletedProcess(process.args, process.returncode, said["stdout"], said["stderr"])


def _hear(process: subprocess.Popen[bytes], name: str, said: dict[str, bytes]) -> None:
    """What the child says, up to a bound; beyond it the child is ended."""
    said[name] = getattr(process, name).read(LOUDEST + 1)
    if len(said[name]) > LOUDEST:
        process.kill()


def _read(done: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if len(lines) != 1 or done.returncode != 0:
        if done.returncode < 0:
            raise DidNotRunError("it took too much time or memory and was stopped: is there a loop without end?")
        last = (done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason was given"])[-1]
        raise DidNotRunError(f"it ended by itself ({last[:200]})")
    try:
        found = json.loads(lines[0])
        results = found.get("results")
        error = found.get("error")
    except (ValueError, AttributeError, RecursionError):
        raise DidNotRunError("it wrote something of its own where the results should be") from None
    if isinstance(error, str):
        raise DidNotRunError(error)
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise DidNotRunError("it wrote something of its own where the results should be")
    return results


def command() -> list[str]:
    """What starts the child: Python itself, or the bundled app."""
    return own_process(child.__name__) if is_bundle() else [sys.executable, "-I", str(Path(child.__file__))]


def _environment() -> dict[str, str]:
    """Next to nothing: one core for products, and what Windows needs to start a process at all."""
    kept = {name: os.environ[name] for name in ("SYSTEMROOT", "WINDIR") if name in os.environ}
    return {**kept, "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def packed(value: Any) -> Any:
    """A value as JSON; arrays keep their kind."""
    if isinstance(value, np.ndarray):
        return {"array": value.tolist(), "dtype": str(value.dtype)}
    if isinstance(value, dict):
        return {name: packed(each) for name, each in value.items()}
    return [packed(each) for each in value] if isinstance(value, list | tuple) else value
