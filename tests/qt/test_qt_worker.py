"""The one worker: it builds, streams, is cancelled between tokens, keeps only the latest job, and always stops."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from tests.qt.qt_helpers import wait_for
from tourapp.qt.worker import Worker


class Job:
    """A job made of a function."""

    def __init__(self, generation: int, run: Callable[..., None]) -> None:
        self.generation, self._run = generation, run

    def build(self, progress: Any, token: Any, cancelled: Any, draft: Any) -> None:
        self._run(progress, token, cancelled)


@pytest.fixture
def worker(qt: QApplication) -> Iterator[Worker]:
    made = Worker()
    yield made
    assert made.close()


def heard(worker: Worker) -> list[tuple[Any, ...]]:
    log: list[tuple[Any, ...]] = []
    worker.progress.connect(lambda *words: log.append(("progress", *words)))
    worker.token.connect(lambda *words: log.append(("token", *words)))
    worker.finished.connect(lambda *words: log.append(("finished", *words)))
    worker.failed.connect(lambda *words: log.append(("failed", *words)))
    return log


def test_reports_arrive_in_order_and_in_the_window_thread(worker: Worker) -> None:
    threads: list[bool] = []
    worker.finished.connect(lambda _n: threads.append(QThread.currentThread() is worker.thread()))
    log = heard(worker)

    def run(progress: Any, token: Any, cancelled: Any) -> None:
        progress(0.5, "half")
        token("a")
        token("b")

    worker.submit(Job(7, run))
    assert wait_for(lambda: bool(threads))
    assert threads == [True]
    assert log == [("progress", 7, 0.5, "half"), ("token", 7, "a"), ("token", 7, "b"), ("finished", 7)]


def test_an_error_comes_back_as_words_with_a_report(worker: Worker) -> None:
    log = heard(worker)

    def run(*_: Any) -> None:
        raise MemoryError("no room")

    worker.submit(Job(1, run))
    assert wait_for(lambda: bool(log))
    kind, generation, words, report = log[0]
    assert (kind, generation, words) == ("failed", 1, "MemoryError: no room") and "Traceback" in report
    worker.submit(Job(2, lambda *_: None))
    assert wait_for(lambda: log[-1] == ("finished", 2)), "and the worker lives on"


def test_cancel_stops_between_two_tokens_without_a_report(worker: Worker) -> None:
    log = heard(worker)
    stopped = threading.Event()

    def run(progress: Any, token: Any, cancelled: Any) -> None:
        while not cancelled():
            token("x")
            threading.Event().wait(0.002)
        stopped.set()

    worker.submit(Job(1, run))
    assert wait_for(lambda: len(log) > 3)
    worker.cancel()
    assert wait_for(stopped.is_set)
    worker.submit(Job(2, lambda *_: None))
    assert wait_for(lambda: log[-1] == ("finished", 2))
    assert ("finished", 1) not in log


def test_only_the_latest_of_many_jobs_is_run_to_the_end(worker: Worker) -> None:
    log = heard(worker)

    def until_cancelled(progress: Any, token: Any, cancelled: Any) -> None:
        while not cancelled():
            threading.Event().wait(0.001)

    for generation in range(20):
        worker.submit(Job(generation, until_cancelled))
    worker.submit(Job(99, lambda *_: None))
    assert wait_for(lambda: ("finished", 99) in log)
    assert [entry for entry in log if entry[0] == "finished"] == [("finished", 99)]


def test_it_stops_on_close_even_in_the_middle_of_work(qt: QApplication) -> None:
    worker = Worker()

    def run(progress: Any, token: Any, cancelled: Any) -> None:
        while not cancelled():
            threading.Event().wait(0.001)

    worker.submit(Job(1, run))
    assert wait_for(lambda: worker.running)
    assert worker.close() and not worker.running
    assert Worker().close(), "one that never started closes too"


def test_closing_waits_a_second_for_a_worker_that_does_not_stop(qt: QApplication) -> None:
    worker, begun, free = Worker(), threading.Event(), threading.Event()

    def deaf(progress: Any, token: Any, cancelled: Any) -> None:
        begun.set()
        free.wait(20)

    worker.submit(Job(1, deaf))
    assert wait_for(begun.is_set)
    start = time.monotonic()
    assert not worker.close() and not worker.close(), "closing twice waits once"
    assert 0.9 < time.monotonic() - start < 1.9
    free.set()
    assert worker._thread.wait(20_000)
