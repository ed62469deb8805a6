"""Between the worker and what is on screen: progress, streamed tokens, results and failures reach their places."""

from __future__ import annotations

import contextlib
from typing import Any

from PySide6.QtCore import QObject, QTimer

from tourapp.player.orders import Order
from tourapp.player.past import KeepPrompt
from tourapp.player.state import inputs_for
from tourapp.qt.bars.prompt_bar import PromptBar
from tourapp.qt.i18n import tr
from tourapp.qt.messages import MessageBar, ProgressMark
from tourapp.qt.showing import Pane
from tourapp.qt.worker import Worker
from tourapp.world import Work, World

ANSWER = "recording"
"""The part of the world that streams tokens while it is built."""
PATIENCE_MS = 250
"""Work that is done sooner shows no mark."""
WORDS = {
    "recording": "Running the model",
    "queue": "Simulating the queue",
    "batching": "Simulating batching",
    "paging": "Simulating memory blocks",
    "flash": "Running the tiles",
    "speculation": "Running draft and target",
    "quantization": "Quantizing real weights",
    "measured": "Measuring this computer",
    "head_overview": "Comparing all heads",
}


class WorkLine(QObject):
    """Connects worker, store, message bar, progress mark and prompt bar."""

    def __init__(self, worker: Worker, pane: Pane, prompt: PromptBar, mark: ProgressMark, bar: MessageBar) -> None:
        super().__init__(pane)
        self._pane, self._prompt, self._mark, self._bar = pane, prompt, mark, bar
        worker.progress.connect(self._progress)
        worker.token.connect(self._token)
        worker.draft.connect(self._draft)
        worker.finished.connect(self._finished)
        worker.failed.connect(self._failed)
        prompt.cancelled.connect(self.cancel)
        mark.cancelled.connect(self.cancel)
        self._written: int | None = None
        """The order whose words are being written in the prompt bar."""
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._show_mark)

    def look(self) -> None:
        """See what is being built now; called when the state has changed."""
        order = self._pane.store.order
        if order is not None and self._pane.waiting:
            if not self._mark.isVisible() and not self._patience.isActive():
                self._patience.start(PATIENCE_MS)
        else:
            self._patience.stop()
            self._mark.hide()
        if order is None or order.part != ANSWER:
            self._prompt.end()
            if self._written is not None and self._pane.state.habits.quiet:
                self._prompt.forget()  # nobody asked for it: it is no answer that was stopped
            self._written = None

    def asked(self, words: str) -> None:
        """A prompt was entered: it is kept, with its answer where that is at hand."""
        world = World(inputs_for(self._pane.state, self._pane.stop), self._pane.store.cache, Work(wait=False))
        self._pane.dispatch(KeepPrompt(words))
        if world.ready(ANSWER):
            self._pane.dispatch(KeepPrompt(words, world.recording.text))
        self.look()

    def cancel(self) -> None:
        """Stop what is being built; what is on screen stays."""
        self._pane.store.stop()
        self._written = None
        self._settle()

    def _words(self) -> str:
        store = self._pane.store
        name = store.order.part if store.order is not None else ""
        return tr(store.words) or tr(WORDS.get(name, name.replace("_", " ")))

    def _show_mark(self) -> None:
        store = self._pane.store
        order = store.order
        if order is not None and self._pane.waiting:
            self._mark.report(store.share, self._words())
            self._mark.show()
            self._mark.raise_()

    def _progress(self, generation: int, share: float, words: str) -> None:
        store = self._pane.store
        if not store.progress(generation, share, words) or store.order is None:
            return
        if self._mark.isVisible():
            self._mark.report(share, self._words())
        if store.order.part == ANSWER:
            self._prompt.progress(share, self._words())

    def _token(self, generation: int, step: Any) -> None:
        order = self._pane.store.order
        if order is not None and order.generation == generation:
            if self._written != generation:
                self._written = generation
                self._prompt.begin()  # the words of an answer that was stopped are gone
            self._prompt.token(str(getattr(step, "text", step)))
            place = getattr(step, "index", 0)
            share = (place + 1) / order.inputs.answer_tokens if isinstance(place, int) else 0.0
            self._prompt.progress(share, "")
            if self._mark.isVisible():
                self._mark.report(share, tr("Writing the answer"))

    def _draft(self, generation: int, part: Any) -> None:
        if self._pane.store.draft(generation, part):
            self._pane.refresh()

    def _finished(self, generation: int) -> None:
        order = self._pane.store.order
        if self._pane.store.finished(generation):
            if order is not None and order.part == ANSWER and self._written == generation:
                self._tell_limit(order.inputs.answer_tokens)
                self._written = None
            if order is not None and order.part == ANSWER:
                self._keep(order)
            self._settle()

    def _keep(self, order: Order) -> None:
        """The answer of a prompt that was asked by hand is kept with it."""
        prompt = order.inputs.prompt
        if any(each.prompt == prompt for each in self._pane.state.past):
            with contextlib.suppress(KeyError):
                answer = self._pane.store.cache.get(order.part, order.key)
                self._pane.dispatch(KeepPrompt(prompt, answer.text if answer.prompt == prompt else ""))

    def _tell_limit(self, limit: int) -> None:
        """An answer that ends in the middle says why."""
        with contextlib.suppress(KeyError):
            answer = self._pane.store.cache.newest(ANSWER)
            if not answer.ended:
                self._prompt.token(tr(" … (it may have {n} tokens)").format(n=limit))

    def _failed(self, generation: int, words: str, report: str) -> None:
        if self._pane.store.failed(generation, words):
            self._bar.tell(tr("This could not be computed: {words}").format(words=words), report)
            self._settle()

    def _settle(self) -> None:
        self.look()
        self._pane.refresh()
