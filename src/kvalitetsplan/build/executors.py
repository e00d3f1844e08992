"""Where sites are built: in processes on this machine, or on a Dask cluster that stands ready."""

import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

DASK = "dask://"
_PATIENCE = 10
"""How many seconds we wait for a cluster to answer."""


class ExecutorError(Exception):
    """There is nowhere to build. Says why, and what to do."""


class Died(Exception):
    """The process that did the work is gone, and only that work with it."""


class _Crew(ThreadPoolExecutor):
    """Threads with one process each, so that it is known whose work a process died of."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self._mine = threading.local()
        self._begins = threading.Lock()
        self._pools: list[ProcessPoolExecutor] = []

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Let a process do the work. The future raises Died if that process does not live to."""
        return super().submit(self._in_process, fn, *args, **kwargs)

    def _in_process(self, fn: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        try:
            if not hasattr(self._mine, "pool"):
                self._mine.pool = self._new_pool()
            return self._mine.pool.submit(fn, *args, **kwargs).result()
        except BrokenProcessPool as error:
            self._mine.__dict__.pop("pool", None)
            raise Died from error

    def _new_pool(self) -> ProcessPoolExecutor:
        # One at a time: a process that begins between another's beginning and its parent's next
        # step gets a share in how that one's death is noticed, and then it is not.
        with self._begins:
            pool = ProcessPoolExecutor(1, _context(), _settle_in)
            pool.submit(os.getpid)
            self._pools.append(pool)
        return pool

    def dismiss(self) -> None:
        """Let the processes go when they have done what they have begun."""
        self.shutdown(cancel_futures=True)
        for pool in self._pools:
            pool.shutdown()


@contextmanager
def local(sites: int, processes: int | None) -> Iterator[Executor]:
    """Give what builds so many sites on this machine, in so many processes; one for each core
    unless told.
    """
    crew = _Crew(max(1, min(processes or os.cpu_count() or 1, sites)))
    try:
        yield crew
    except BaseException:
        for process in multiprocessing.active_children():
            process.kill()
        raise
    finally:
        crew.dismiss()


def _context() -> multiprocessing.context.BaseContext:
    """Return the way to make a process: on Linux it knows from the first moment what we know."""
    return multiprocessing.get_context("fork" if sys.platform.startswith("linux") else None)


def _settle_in() -> None:
    """In a new process: leave Ctrl-C to the one that asked for the work, and stop when that one
    does.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_follow, args=(parent,), daemon=True).start()


def _follow(parent: Any) -> None:
    parent.join()
    os._exit(1)


@contextmanager
def cluster(address: str) -> Iterator[Executor]:
    """Give what builds sites on the Dask cluster at an address such as `dask://HOST:8786`.

    Every worker must see the project and the output at the same paths as this machine.
    Raises ExecutorError if Dask is not installed, or the cluster does not answer.
    """
    try:
        from distributed import Client  # an extra: few have a cluster
    except ImportError as error:
        raise ExecutorError(
            "mangler Dask; installer med «pip install 'kvalitetsplan[dask]'»"
        ) from error
    try:
        client = Client(address.replace(DASK, "tcp://"), timeout=_PATIENCE)
    except (OSError, ValueError) as error:
        raise ExecutorError(
            f"får ikke svar fra {address}; se at planleggeren til Dask kjører der"
        ) from error
    with client, client.get_executor(pure=False) as executor:
        yield executor
