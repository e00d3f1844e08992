"""Show one site while somebody writes: build it, show it or what is wrong with it, and build it
again when a file changes.
"""

import errno
import os
import shutil
import socket
import stat
import sys
import tempfile
import time
from collections.abc import Container, Iterable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from threading import Condition, Thread

from kvalitetsplan.build.answering import Handler
from kvalitetsplan.build.mkdocs import ShellsOf
from kvalitetsplan.build.site import BuildError, build_site
from kvalitetsplan.plan.folder import REPOSITORY, is_dropping
from kvalitetsplan.plan.grunnplan import check_grunnplan, load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.reuse.memory import Memory

_SHARED = ("data", "docs", "overrides", "hooks", "mkdocs.yml")
"""What every site is built from, among what all share."""
_PAGES = ("docs", "overrides", "hooks", "mkdocs.yml", "data/tekster", "data/nynorsk/sider")
"""What the shells are made from."""
_PAUSE = 0.2
"""How many seconds there are between two looks at the files."""
_LONGEST_WAIT = 20
"""How many seconds a window that asks for news is kept waiting."""
_PORTS = 20
"""How many ports are tried before we give up."""

Snapshot = dict[str, tuple[int, int]]


class Visning:
    """A site that is built in a folder of its own, and what it is like just now."""

    def __init__(self, project: Project, sted: Sted) -> None:
        self.project, self.felles, self.sted = project, project.felles, sted
        self.number = 0
        """Grows each time there is something new to see."""
        self._news = Condition()
        self.problems: list[str] = []
        """What is wrong, a line for each; none if the last build went well."""
        self.warnings: list[str] = []
        """What the plan warns of, which stops nothing."""
        self._out = Path(tempfile.mkdtemp(prefix="kvalitetsplan-vis-"))
        self._shared: tuple[Snapshot, Grunnplan, Memory] | None = None
        self._shells: tuple[Snapshot, ShellsOf] | None = None

    @property
    def folder(self) -> Path:
        """Where the last good site stands."""
        return self._out / self.sted

    def build(self) -> None:
        """Build the site from the files as they are, or note what is wrong with them."""
        self.warnings = []
        try:
            grunnplan, memory = self.from_shared()
            plan = load_plan(self.project, self.sted, grunnplan)
            build_site(self.felles, plan, self._out, self.from_pages(), memory)
            self.problems, self.warnings = [], [str(one) for one in plan.varsler]
        except (PlanError, BuildError) as error:
            self.problems = str(error).splitlines()
        except OSError as error:
            self.problems = [
                f"{error.filename or 'en fil'} kan ikke leses eller skrives akkurat nå"
            ]
        with self._news:
            self.number += 1
            self._news.notify_all()

    def number_after(self, seen: str) -> int:
        """Return the number when it is another than the one a window has seen, or has been the same
        for so long that the window should ask again.
        """
        with self._news:
            self._news.wait_for(lambda: str(self.number) != seen, _LONGEST_WAIT)
        return self.number

    def builds(self) -> Iterator[float]:
        """Build the site, and again each time a file it is built from has changed, and yield how
        long that took, in seconds. Never ends.
        """
        before: Snapshot = {}
        while True:
            # Looked at before it is built: what changes meanwhile is seen the next time.
            if (now := self.snapshot()) != before:
                before, start = now, time.monotonic()
                self.build()
                yield time.monotonic() - start
            time.sleep(_PAUSE)

    def close(self) -> None:
        """Take the folder away."""
        shutil.rmtree(self._out, ignore_errors=True)

    def from_shared(self) -> tuple[Grunnplan, Memory]:
        """Return the shared plan and what is remembered of sites made from it; anew if it has
        changed.
        """
        now = self._shared_files()
        if not self._shared or self._shared[0] != now:
            grunnplan = load_grunnplan(self.project.data)
            if problems := check_grunnplan(self.project.data, grunnplan):
                raise PlanError(problems)
            self._shared = now, grunnplan, Memory()
        return self._shared[1:]

    def from_pages(self) -> ShellsOf:
        """Return the shells; made anew if the shared pages or templates have changed."""
        now = _snapshot([self.felles / name for name in _PAGES])
        if not self._shells or self._shells[0] != now:
            folder = self._out / ".skall" / str(self.number)
            self._shells = now, ShellsOf(self.felles, folder)
        return self._shells[1]

    def snapshot(self) -> Snapshot:
        """Return the state of every file that the site is built from."""
        own = self.project.folder(self.sted.kommune)
        return self._shared_files() | _snapshot([own], {own / name for name in REPOSITORY})

    def _shared_files(self) -> Snapshot:
        data = self.project.data
        return _snapshot(
            [self.felles / name for name in _SHARED], {data / "kommuner", data / "demo"}
        )


def _snapshot(paths: Iterable[Path], but: Iterable[Path] = ()) -> Snapshot:
    """Return when each file was changed, and how large it is. This is done all the time, so it is
    done with what the system gives for a folder at once.
    """
    found: Snapshot = {}
    waiting, left_out = [os.fspath(one) for one in paths], {os.fspath(one) for one in but}
    while waiting:
        path = waiting.pop()
        try:
            state = os.stat(path)
            if not stat.S_ISDIR(state.st_mode):
                found[path] = state.st_mtime_ns, state.st_size
                continue
            with os.scandir(path) as inside:
                waiting += [one.path for one in inside if _counts(one, left_out)]
        except OSError:  # gone, or a link that leads nowhere; that is told when it is built
            found[path] = 0, 0
    return found


def _counts(one: os.DirEntry[str], left_out: Container[str]) -> bool:
    return one.path not in left_out and one.name != "__pycache__" and not is_dropping(one.name)


def serve(visning: Visning, host: str, port: int, *, may_move: bool) -> str:
    """Begin to show a site, in the background, and return the address of its front page.

    With `may_move`, the next port that is free is taken. Raises OSError if there is none, or if the
    computer does not have the address.
    """
    server = _open(visning, host, port, _PORTS if may_move else 1)
    Thread(target=server.serve_forever, daemon=True).start()
    return f"http://{host}:{server.server_address[1]}/"


def _open(visning: Visning, host: str, port: int, tries: int) -> ThreadingHTTPServer:
    handler = partial(Handler, visning, host.lower())
    for number in range(port, port + tries):
        try:
            return _Server((host, number), handler)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EACCES) or number == port + tries - 1:
                raise
    raise OSError(errno.EADDRINUSE, "")


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # On Windows, a port that can be used again is one that two programs can have at once.
    allow_reuse_address = os.name != "nt"

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of whoever closed the window before the answer came."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # the server's own

    def server_bind(self) -> None:
        """Take the address, without asking the network what it is called."""
        socket.socket.bind(self.socket, self.server_address)
        self.server_name, self.server_port = self.socket.getsockname()[:2]
        self.server_address = self.socket.getsockname()
