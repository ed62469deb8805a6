"""Runs a learner's file in a process of its own: limits first, then the file, then the calls it is asked for.

Started as a plain script, without the product on the path; imports the standard library and numpy alone. What to call
comes as one JSON object on stdin, what came of it leaves as one JSON line on stdout. It guards against accidents: a
file that loops, fills the memory, writes or opens a connection by mistake. It is no wall against somebody who means
harm.
"""

from __future__ import annotations

import io
import json
import os
import sys
from typing import Any

SECONDS, MEMORY = 10, 2 << 30
"""Of processor time, and bytes of memory."""
MOST = 1_000_000
"""Bytes of an answer."""
FORBIDDEN = (
    *("socket.", "subprocess.", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile"),
    *("os.remove", "os.unlink", "os.rename", "os.rmdir", "os.mkdir", "os.truncate", "os.link", "os.symlink"),
    *("os.chmod", "os.chown", "os.kill", "os.putenv", "os.unsetenv", "shutil.", "tempfile.", "ctypes.", "mmap."),
    *("webbrowser.", "urllib.", "http.", "ftplib.", "smtplib.", "signal.", "pty.", "fcntl.", "winreg.", "msvcrt."),
)
"""Beginnings of what Python's audit hook is told of and this refuses."""


class RefusedError(PermissionError):
    """A learner's file tried what a lab has no use for."""


def refuse(event: str, args: tuple[Any, ...]) -> None:
    """Audit hook: reading is allowed, writing and whatever reaches beyond this process is not."""
    if event.startswith(FORBIDDEN):
        raise RefusedError(f"{event} is not allowed in a lab")
    if event == "open":
        path, mode, flags = (*args, None, None, None)[:3]
        writes = isinstance(mode, str) and any(letter in mode for letter in "wax+")
        if writes or (isinstance(flags, int) and flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC)):
            raise RefusedError(f"writing to {str(path)[:80]!r} is not allowed in a lab")


def limit() -> None:
    """Limits of the system, where it has them."""
    try:
        import resource
    except ImportError:  # Windows: the parent's patience is the only limit there
        return
    for what, most in (("RLIMIT_CPU", SECONDS), ("RLIMIT_FSIZE", 0), ("RLIMIT_AS", MEMORY), ("RLIMIT_CORE", 0)):
        kind = getattr(resource, what, None)
        if kind is not None:
            resource.setrlimit(kind, (most, most))


def hide_the_product() -> None:
    """A lab's file has numpy and plain arrays; an import of the product fails, also where it is installed beside."""
    for name in {"tourapp", "scenes", *sys.modules}:
        if name.split(".")[0] in ("tourapp", "scenes"):
            sys.modules[name] = None  # type: ignore[assignment]


# values ------------------------------------------------------------------------------------------------------


def unpacked(value: Any) -> Any:
    """A value that came as JSON; {"array": ..., "dtype": ...} becomes an array."""
    import numpy as np

    if isinstance(value, dict) and set(value) == {"array", "dtype"}:
        return np.array(value["array"], dtype=value["dtype"])
    if isinstance(value, dict):
        return {name: unpacked(each) for name, each in value.items()}
    return [unpacked(each) for each in value] if isinstance(value, list) else value


def packed(value: Any, depth: int = 0) -> Any:
    """A result as plain JSON; arrays become lists, what has no such form its name."""
    import numpy as np

    if depth > 6:
        raise ValueError("the result is nested too deeply")
    if isinstance(value, np.ndarray | np.generic):
        value = value.tolist()
    if isinstance(value, dict):
        return {str(name): packed(each, depth + 1) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [packed(each, depth + 1) for each in value]
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value == value and abs(value) != float("inf") else str(value)
    return f"<{type(value).__name__}>"


# what the labs count -----------------------------------------------------------------------------------------


class Projection:
    """Gives a token's query, key and value, and counts how often it is asked: a token pass each time."""

    def __init__(self, q: Any, k: Any, v: Any) -> None:
        self._rows, self.passes = (q, k, v), 0

    def __call__(self, place: int) -> tuple[Any, Any, Any]:
        """q, k and v of the token at a place, each a copy [d]."""
        self.passes += 1
        return tuple(rows[place].copy() for rows in self._rows)


class CountedMatrix:
    """A matrix whose pieces are read with a[rows, columns]; counts the numbers that were read."""

    def __init__(self, data: Any) -> None:
        self._data, self.reads = data, 0
        self.shape = data.shape

    def __getitem__(self, where: Any) -> Any:
        piece = self._data[where].copy()
        self.reads += int(getattr(piece, "size", 1))
        return piece


class ReadOnce:
    """Blocks that can be walked once, as a stream can."""

    def __init__(self, blocks: Any) -> None:
        self._blocks = iter(blocks)

    def __iter__(self) -> Any:
        return self

    def __next__(self) -> Any:
        return next(self._blocks)


def called(function: Any, kind: str, args: list[Any]) -> Any:
    """A call as its lab makes it: plainly, or with something that counts."""
    if kind == "projection":
        q, k, v, prompt, kept = args
        project = Projection(q, k, v)
        found = function(project, len(q), prompt, kept)
        return {"outputs": found, "passes": project.passes}
    if kind == "matrix":
        left, right, tile = args
        one, two = CountedMatrix(left), CountedMatrix(right)
        found = function(one, two, tile)
        return {"product": found, "reads": one.reads + two.reads}
    if kind == "stream":
        return function(ReadOnce(args[0]))
    return function(*args)


def answer(asked: dict[str, Any], source: str) -> dict[str, Any]:
    """What came of every call; `error` where the file itself did not run."""
    module: dict[str, Any] = {"__name__": "lab", "__builtins__": __builtins__}
    try:
        exec(compile(source, "your file", "exec"), module)
    except BaseException as error:  # whatever a learner's file raises is told, not passed on
        return {"error": told(error)}
    results = []
    for call in asked["calls"]:
        function = module.get(call["function"])
        if not callable(function):
            return {"error": f"there is no function called {call['function']}"}
        try:
            results.append({"value": packed(called(function, call["kind"], unpacked(call["args"])))})
        except BaseException as error:
            results.append({"error": told(error)})
    return {"results": results}


def told(error: BaseException) -> str:
    """An exception in one line, with the line of the learner's file where it has one."""
    line, step = None, error.__traceback__
    while step is not None:
        if step.tb_frame.f_code.co_filename == "your file":
            line = step.tb_lineno
        step = step.tb_next
    if isinstance(error, SyntaxError):
        line = error.lineno
    where = f"line {line}: " if line else ""
    words = " ".join(str(error).split())[:200]
    return f"{where}{type(error).__name__}{': ' + words if words else ''}"


def main() -> int:
    """Read what is asked, run it under limits, write one line."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    asked = json.loads(sys.stdin.buffer.read())
    sys.stdin.close()
    import numpy as np  # before the hook: numpy's own import loads libraries

    np.random.default_rng(0)
    limit()
    sys.stdin, sys.stdout, sys.stderr = io.StringIO(), io.StringIO(), io.StringIO()
    hide_the_product()
    sys.addaudithook(refuse)
    line = json.dumps(answer(asked, asked["source"]))
    if len(line) > MOST:
        line = json.dumps({"error": f"the results are longer than {MOST:,} bytes"})
    out.write(line + "\n")
    out.flush()
    os._exit(0)


if __name__ == "__main__":
    main()
