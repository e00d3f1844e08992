"""A plan's site without a folder: each page drawn when it is asked for, from the files as they
are.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import RLock
from typing import TypeVar

from kvalitetsplan.build.watching import Snapshot, Visning
from kvalitetsplan.editing.session import Redigering
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan
from kvalitetsplan.plan.pictures import published_picture
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.components import Components, draw_without_plan
from kvalitetsplan.site.fill import Site
from kvalitetsplan.site.own_links import check_own_links
from kvalitetsplan.site.proposals import GLOBAL, OWN, SHARED, proposal_files
from kvalitetsplan.site.shells import NOT_FOUND

T = TypeVar("T")
_ON = ("data-foresla>", 'data-foresla="pa">')
"""The link that turns the editor on, and how it stands when the editor is on already."""
_INDEX = "search/search_index.js"


class Drawn:
    """One plan, drawn piece by piece, and the editing of it."""

    def __init__(self, project: Project, sted: Sted) -> None:
        self._visning = Visning(project, sted)
        self._project, self._root, self._sted = project, project.felles, sted
        self._seen: Snapshot | None = None
        self._site: Site | None = None
        self._checked: Plan | None = None
        self._known: tuple[Snapshot, Plan] | None = None
        self._index: tuple[Site, str] | None = None
        self.said = "tjener_klar"
        """What came of the last step: the word for it, for the line at the foot of the window."""
        self.lock = RLock()
        """One at a time: steps, and drawings of what they made."""
        self.redigering = Redigering(project, sted, self._check)

    def close(self) -> None:
        """Take away what was kept on the disk."""
        self._visning.close()

    @property
    def shared(self) -> Grunnplan:
        """The shared plan as it is now. Raises PlanError."""
        return self._visning.from_shared()[0]

    def _check(self, plan: Plan) -> None:
        check_own_links(self._root, Components(self._root, plan, self._visning.from_shared()[1]))
        self._checked = plan

    def done(self, act: Callable[[], T]) -> T:
        """Carry something out. The plan that was checked on the way is shown as it is, and not read
        once more, if nothing else has been written meanwhile.
        """
        before, self._checked, self._known = self._visning.snapshot(), None, None
        answer = act()
        now = self._visning.snapshot()
        plan, changed = self._checked, before.items() ^ now.items()
        # Who wrote what is told by git, and what was checked stood outside of it.
        if plan and not plan.lagfiler and changed <= self._written(before, now):
            self._known = now, plan
        return answer

    def _written(self, *states: Snapshot) -> set[tuple[str, tuple[int, int]]]:
        """Return what some states say of the files of the last step."""
        names = set(map(str, self.redigering.last))
        return {(name, state[name]) for state in states for name in names & state.keys()}

    def site(self) -> Site:
        """Return the site of the plan as it is now. Raises PlanError."""
        now = self._visning.snapshot()
        if self._site is None or now != self._seen:
            grunnplan, memory = self._visning.from_shared()
            if self._known and self._known[0] == now:
                plan = self._known[1]
            else:
                plan = load_plan(self._project, self._sted, grunnplan)
            # Whoever edits here, may: whether readers may propose changes is another matter. They
            # do it in the form they write.
            kommune = plan.kommune.model_copy(update={"forslag": "ja", "malform": plan.malform})
            plan = replace(plan, kommune=kommune)
            shells = self._visning.from_pages()[plan.malform]
            self._site = Site(Components(self._root, plan, memory), shells)
            self._seen = now
        return self._site

    def page(self, name: str) -> tuple[str, int]:
        """Return a page and its status: the page that says so if there is none, or what is wrong
        with the plan.
        """
        with self.lock:
            try:
                site = self.site()
            except PlanError as error:
                problems = str(error).splitlines()
                return draw_without_plan(
                    self._root, "vis", problemer=problems, sted=self._sted
                ), 503
            pages = {**site.makers(), **site.unframed()}
            found = name in pages
            html = "".join(pages[name if found else NOT_FOUND]())
            return html.replace(*_ON), 200 if found else 404

    def file(self, name: str) -> bytes | None:
        """Return a file that is no page; None if there is none. Raises PlanError.

        It belongs to the page that was shown last: only for one that page has not, are the plan's
        files looked at anew.
        """
        with self.lock:
            site = self._site or self.site()
            if name != _INDEX:
                found = self._file(site, name)
                return self._file(self.site(), name) if found is None else found
        return self._search(site).encode()

    def _file(self, site: Site, name: str) -> bytes | None:
        if name in site.shells.files:
            return (site.shells.folder / name).read_bytes()
        if name in site.plan.egne_filer:
            return published_picture(site.plan.egne_filer[name], name)
        return self._made(site, name)

    def _made(self, site: Site, name: str) -> bytes | None:
        made = dict(proposal_files(site.components)).get(name) if name in (SHARED, OWN) else None
        if made is None and (draw := site.unframed().get(name)):
            made = "".join(draw())
        if made is not None and name == OWN:
            state = {
                "angre": self.redigering.undoable,
                "gjenta": self.redigering.redoable,
                "sagt": self.said,
            }
            made += f"{GLOBAL}.tjener = {json.dumps(state, ensure_ascii=False)}\n"
        return None if made is None else made.encode()

    def _search(self, site: Site) -> str:
        """Return the search's data, made once for each state of the plan: it takes every page, so
        others come in between.
        """
        if self._index is None or self._index[0] is not site:
            files = Site(site.components, site.shells).files()
            content = dict(iter(lambda: self._next(files), None))
            self._index = site, "".join(content[_INDEX])
        return self._index[1]

    def _next(self, files: Iterator[tuple[str, list[str]]]) -> tuple[str, list[str]] | None:
        with self.lock:
            return next(files, None)
