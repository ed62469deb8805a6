"""A lesson of fifty minutes, given by a script on two screens: what a clicker sends, what a teacher presses, and what
goes wrong in a classroom. `python -m tests.qt.lesson_day FOLDER` prints one JSON object on what was seen.

The clock is driven: time passes when the script says so. The screens are the platform's own.
"""

from __future__ import annotations

import json
import os
import sys
import traceback
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QtMsgType, qInstallMessageHandler

from tests.qt.lesson_incidents import HANDS, TRICKS
from tests.qt.qt_helpers import flush
from tests.qt.teacher import Teacher
from tourapp.app import Parts, make_application
from tourapp.player.class_sums import class_sums
from tourapp.player.state import opening
from tourapp.player.talks.cuts import shipped_tour
from tourapp.player.walking import opening_beat
from tourapp.world.part import Part, parts

Key = Qt.Key


def stand_in() -> None:
    """The shipped recording answers: the model has its own tests."""
    real = parts()["recording"]
    answer = real.stand_in
    assert answer is not None
    parts()["recording"] = Part("recording", lambda view: answer(), real.reads, real.needs, real.slow, answer)


def main(folder: Path) -> dict[str, Any]:
    """Give the lesson; what was seen."""
    raised: list[str] = []
    sys.excepthook = lambda kind, error, trace: raised.append(f"{kind.__name__}: {error}")
    bad = (QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg)
    known = ("This plugin does not support", "propagateSizeHints")

    def heard(kind: QtMsgType, _where: object, words: str) -> None:
        if kind in bad and not any(each in words for each in known):
            raised.append(words)

    qInstallMessageHandler(heard)
    make_application()
    stand_in()
    tour = shipped_tour("request_50")
    state = opening_beat(opening(), tour)
    window = Parts.make(tour, state.show).window(state.window)
    window.resize(1280, 760)
    window.show()
    flush()
    teacher = Teacher(window, folder)
    teacher.settle()
    teacher.press(Key.Key_F5)
    flush()
    teacher.give(TRICKS, HANDS)
    end = window.pane.state
    seen = {
        "found": teacher.found,
        "elapsed": round(end.talk.elapsed, 3),
        "planned": teacher.presenter.plan().total,
        "last": [end.stop, window.pane.beat],
        "hands": {
            f"{each.stop}.{each.beat}": [[n for _, n in each.options], each.numbers, each.locked]
            for each in class_sums(end, tour)
        },
        "memory": teacher.memory,
        "screens": teacher.names,
    }
    teacher.press(Key.Key_Escape)
    flush()
    seen["ended"] = not window.pane.state.presenting
    seen["kept"] = (folder / "rehearsals.json").exists()
    window.close()
    flush()
    return {**seen, "raised": raised}


if __name__ == "__main__":
    try:
        print(json.dumps(main(Path(sys.argv[1]))), flush=True)
        os._exit(0)  # the worker may still be at its last job
    except BaseException:
        traceback.print_exc()
        os._exit(1)
