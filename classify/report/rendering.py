"""Render many documents: quick formats here, slow ones by all cores at once."""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self

from classify.report.document import Document
from classify.report.formats import Content, Format, Render

_WORTHWHILE = 8  # fewer slow documents are sooner done than other processes are started
_AHEAD = 4  # documents that may wait per process: keeps all busy and memory small

_renders: dict[str, Render] = {}  # in a helping process: what it renders with


@dataclass(frozen=True)
class Job:
    """Name a document's file without ending, and say how the document is built."""

    stem: str
    build: Callable[[], Document]


@dataclass(frozen=True)
class Chosen:
    """Hold a format that was asked for, with what renders by it."""

    format: Format
    render: Render

    def name(self, stem: str) -> str:
        """Return the name of a document's file."""
        return stem + self.format.ending


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Helpers:
    """Render slow formats in other processes; where none can be started, in this one."""

    def __init__(self, renders: Mapping[str, Render], documents: int) -> None:
        """Start helping processes if that is worthwhile."""
        self._renders, self._pool = dict(renders), None
        workers = min(cores(), documents)
        if workers > 1 and self._renders and documents >= _WORTHWHILE and _pickles(self._renders):
            self._pool = _pool(self._renders, workers)
        self.ahead = workers * _AHEAD

    def __enter__(self) -> Self:
        """Return the helpers."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Send the processes home, without waiting for work nobody needs any more."""
        if self._pool:
            self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def begin(self, name: str, document: Document) -> Future[Content] | None:
        """Hand a document to another process; `None` where there is none."""
        if self._pool is None:
            return None
        try:
            with _deaf():
                return self._pool.submit(_render, name, document)
        except BrokenProcessPool:
            self._pool = None
            return None

    def result(self, name: str, document: Document, begun: Future[Content] | None) -> Content:
        """Return what was rendered; a process that has died leaves the work to this one."""
        if begun is not None:
            try:
                return begun.result()
            except BrokenProcessPool:
                self._pool = None
        return self._renders[name](document)


def _pickles(renders: Mapping[str, Render]) -> bool:
    try:
        pickle.dumps(renders)
    except (pickle.PicklingError, AttributeError, TypeError):
        return False
    return True


def _pool(renders: Mapping[str, Render], workers: int) -> ProcessPoolExecutor | None:
    try:
        return ProcessPoolExecutor(workers, get_context("spawn"), _set_up, (dict(renders),))
    except OSError:  # no shared memory, as on some locked-down machines
        return None


@contextmanager
def _deaf() -> Iterator[None]:
    """Let processes that are started here be deaf to Ctrl+C from their first moment.

    It is for the process that was started by hand, which sends the helpers home; while they still import they
    would answer with a traceback each.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.SIG_DFL if before is None else before)


def _set_up(renders: dict[str, Render]) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _renders.update(renders)


def _leave_with_parent() -> None:
    """End where the process that started us was killed: it can no longer send anybody home."""
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _render(name: str, document: Document) -> Content:
    return _renders[name](document)


def rendered(
    jobs: Iterable[Job], chosen: list[Chosen], helpers: Helpers
) -> Iterator[list[tuple[str, Content]]]:
    """Yield the files of each job, in order; documents are built as processes become free."""
    waiting: deque[tuple[Job, Document, list[Future[Content] | None]]] = deque()
    for job in jobs:
        document = job.build()
        begun = [helpers.begin(c.format.name, document) if c.format.slow else None for c in chosen]
        waiting.append((job, document, begun))
        while len(waiting) > helpers.ahead or (waiting and all(f is None or f.done() for f in waiting[0][2])):
            yield _finished(*waiting.popleft(), chosen, helpers)
    while waiting:
        yield _finished(*waiting.popleft(), chosen, helpers)


def _finished(
    job: Job, document: Document, begun: list[Future[Content] | None], chosen: list[Chosen], helpers: Helpers
) -> list[tuple[str, Content]]:
    files = []
    for choice, future in zip(chosen, begun, strict=True):
        slow = choice.format.slow
        content = helpers.result(choice.format.name, document, future) if slow else choice.render(document)
        files.append((choice.name(job.stem), content))
    return files
