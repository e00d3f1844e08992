"""Where sites are built: in this process, in several on this machine, or on a Dask cluster that
stands ready.
"""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import contextmanager

DASK = "dask://"
_PATIENCE = 10
"""How many seconds we wait for a cluster to answer."""


class ExecutorError(Exception):
    """There is nowhere to build. Says why, and what to do."""


@contextmanager
def local(sites: int, processes: int | None) -> Iterator[Executor]:
    """Give what builds so many sites on this machine, in so many processes; one for each core
    unless told.
    """
    wanted = min(processes or os.cpu_count() or 1, sites)
    with ProcessPoolExecutor(wanted) if wanted > 1 else ThreadPoolExecutor(1) as executor:
        yield executor


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
