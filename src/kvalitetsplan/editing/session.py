"""One person's editing of one layer: each step written whole or not at all, and a way back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from kvalitetsplan.editing.change import noted
from kvalitetsplan.editing.layerfiles import edited_layer
from kvalitetsplan.editing.seen import refuse_changed
from kvalitetsplan.editing.steps import LayerInPlan, edits_of, steps_of
from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.editing.writing import contents, write_checked
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.file_names import BILDER, LAGFIL, SIDER, why_too_long
from kvalitetsplan.plan.joined import joined_layer
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.load import load_plan, load_under
from kvalitetsplan.plan.model import Grunnplan, Lag, Tilpasning
from kvalitetsplan.plan.own_pages import Egenside, read_page
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.plan.project import Project
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.tree import Map
from kvalitetsplan.reading.validation import build

Written = dict[Path, bytes | None]
"""What some files hold; None where there is no file."""
Check = Callable[[Plan], object]
"""Sees a plan, and raises PlanError."""

PICTURES = (".svg", ".png", ".jpg", ".webp", ".pdf")
_PAGE = re.compile(r"[a-zæøå0-9]+([-_][a-zæøå0-9]+)*\.md")
_MOST = 200
"""How many steps back there are."""


class Redigering:
    """The editing of one municipality's or one school's layer."""

    def __init__(self, project: Project, sted: Sted, check: Check = lambda plan: None) -> None:
        self.project, self.sted, self._check = project, sted, check
        self._back: list[tuple[Written, Written]] = []
        self._forth: list[tuple[Written, Written]] = []

    @property
    def undoable(self) -> int:
        """How many steps can be undone."""
        return len(self._back)

    @property
    def redoable(self) -> int:
        """How many of those that were undone can be done again."""
        return len(self._forth)

    @property
    def last(self) -> Iterable[Path]:
        """The files that the last step wrote."""
        return self._back[-1][1] if self._back else ()

    def take(self, step: object, shared: Grunnplan) -> None:
        """Carry out a step in the files of the layer. `shared` is the shared plan.

        Raises Refused or PlanError, with nothing written, if the plan would be wrong.
        """
        paths = self._paths()
        before = contents(paths.values())
        read = {file: (before[path] or b"").decode("utf-8-sig") for file, path in paths.items()}
        texts, seen = read, None
        for one in steps_of(step):
            layered = self._layered(texts, shared)
            # Whoever takes several steps, has seen what stood before the first.
            seen = seen or layered.plan
            refuse_changed(one, seen, lambda: load_plan(self.project, self.sted, shared).grunnplan)
            texts = edited_layer(texts, edits_of(one, layered))
        versjon, first = shared.utgave.versjon, next(iter(texts))
        if not any("skrevet_mot" in _parsed(text, file) for file, text in texts.items()):
            texts = {**texts, first: noted(texts[first], first, versjon)}
        files = {paths[file]: text.encode() for file, text in texts.items() if read[file] != text}
        if files:
            self._write(files, shared, {path: before[path] for path in files})

    def _layered(self, texts: dict[str, str], shared: Grunnplan) -> LayerInPlan:
        """Return what the files of the layer say with some texts in them."""
        layer = joined_layer(
            [build(Tilpasning, _parsed(text, file)) for file, text in texts.items()]
        )
        return LayerInPlan(layer, laid_over(self.project, self.sted, shared, texts))

    def _paths(self) -> dict[str, Path]:
        """Return where each file of the layer stands, by what problems call it; tilpasning.yaml too
        where there is none.
        """
        mappe = self.project.mappe(self.sted)
        first = {mappe.told(LAGFIL): self.project.folder(self.sted) / LAGFIL}
        return first | {mappe.told(name): path for name, path in mappe.layer().items()}

    def _write(
        self, files: dict[Path, bytes], shared: Grunnplan, before: Written | None = None
    ) -> None:
        """Write files, and remember what they held before: now, or when they were read."""
        before = contents(files) if before is None else before

        def check(project: Project) -> None:
            self._check(self._at_home(load_plan(project, self.sted, shared), project))

        write_checked(self.project, self.sted, files, check, before)
        after: Written = dict(files)
        self._back = [*self._back, (before, after)][-_MOST:]
        self._forth = []

    def _at_home(self, plan: Plan, project: Project) -> Plan:
        """Return a plan of a copy of our folder with its own files where they are to stand."""
        home = self.project.folder(self.sted.kommune)
        away = project.folder(self.sted.kommune).resolve()
        files = {name: home / path.relative_to(away) for name, path in plan.egne_filer.items()}
        other = self._at_home(plan.andre, project) if plan.andre else None
        return replace(plan, egne_filer=files, andre=other)

    def undo(self) -> None:
        """Make the files what they were before the last step. Raises Refused."""
        self._back, self._forth = self._moved(self._back, self._forth, 0)

    def redo(self) -> None:
        """Do again what was undone last. Raises Refused."""
        self._forth, self._back = self._moved(self._forth, self._back, 1)

    def _moved(
        self,
        source: list[tuple[Written, Written]],
        target: list[tuple[Written, Written]],
        way: int,
    ) -> tuple[list[tuple[Written, Written]], list[tuple[Written, Written]]]:
        if not source:
            raise Refused(
                "det er ikke mer å angre" if way == 0 else "det er ikke mer å gjøre om igjen"
            )
        pair = source[-1]
        now, then = pair[1 - way], pair[way]
        for path, content in now.items():
            if (path.read_bytes() if path.exists() else None) != content:
                raise Refused(
                    f"{path.name} er endret av noe annet siden; rett den der, og fortsett så"
                )
        for path, content in then.items():
            _restore(path, content)
        return source[:-1], [*target, pair]

    def pages(self) -> dict[str, str]:
        """Return the text of each of the layer's own pages, by the name of its file."""
        found = self.project.mappe(self.sted).within(SIDER)
        return {
            name.rpartition("/")[2]: path.read_bytes().decode("utf-8", "replace")
            for name, path in found.items()
        }

    def preview(self, name: str, text: str, scratch: Path) -> Egenside:
        """Return a page as it would be. `scratch` is a folder it may stand in meanwhile. Raises
        PlanError or Refused.
        """
        _check_page_name(name)
        path = scratch / name
        path.write_bytes(_content(text))
        try:
            return read_page(
                path, f"{SIDER}/{name}", self.project.mappe(self.sted).told(f"{SIDER}/{name}")
            )
        finally:
            path.unlink()

    def save_page(self, name: str, text: str, fra: str, shared: Grunnplan) -> str:
        """Write one of the layer's own pages, and return its name. `fra` is what stood there when
        whoever writes began; "" for no page. Raises Refused or PlanError, with nothing written.
        """
        _check_page_name(name)
        if self.pages().get(name, "") != fra:
            raise Refused(_MEANWHILE.format(name) if fra else _THERE.format(name))
        self._write({self.project.folder(self.sted) / SIDER / name: _content(text)}, shared)
        return name

    def save_picture(self, name: str, content: bytes, shared: Grunnplan) -> str:
        """Write a picture beside the layer's others, and return where: `bilder/navn.png`. Raises
        Refused or PlanError, with nothing written.
        """
        file = _picture_name(name)
        folder = self.project.folder(self.sted) / BILDER
        stem, _, ending = file.rpartition(".")
        names = [file, *(f"{stem}-{number}.{ending}" for number in range(2, 100))]
        for one in names:
            path = folder / one
            if path.exists() and path.read_bytes() != content:
                continue
            if not path.exists():
                self._write({path: content}, shared)
            return f"{BILDER}/{one}"
        raise Refused(f"det er mange bilder som heter «{file}»; gi dette et annet navn")


_MEANWHILE = (
    "{} er endret av noe annet siden du åpnet den; ta vare på det du har skrevet, åpne siden på nytt, "
    "og skriv det inn der"
)
_THERE = "det er en side som heter {} fra før; åpne den, eller gi den nye et annet navn"


def laid_over(project: Project, sted: Sted, shared: Grunnplan, texts: dict[str, str]) -> Grunnplan:
    """Return what a layer's texts make of the plan below, whatever is wrong with it."""
    layer = joined_layer([build(Tilpasning, _parsed(text, file)) for file, text in texts.items()])
    under = load_under(project, sted, shared)
    lag = Lag.SKOLEN if sted.er_skole else Lag.KOMMUNEN
    return apply(under, continued(layer)[0], lag).grunnplan


def _parsed(text: str, file: str) -> Map:
    return parse(text.encode(), file, may_be_empty=True)


def _restore(path: Path, content: bytes | None) -> None:
    if content is None:
        path.unlink(missing_ok=True)
    else:
        write_whole(path, content)


def _content(text: str) -> bytes:
    """Return a page as it is written: its lines end as they do in every file here."""
    return (text.replace("\r\n", "\n").replace("\r", "\n").rstrip() + "\n").encode()


def _check_page_name(name: str) -> None:
    if not _PAGE.fullmatch(name):
        raise Refused(
            "navnet på fila er små bokstaver, tall og bindestrek, og slutter på .md, som «rutiner.md»"
        )
    if reason := why_too_long(name):
        raise Refused(reason)


def _picture_name(name: str) -> str:
    """Return the name a picture gets here. Raises Refused if it is of no kind we show."""
    stem, dot, ending = name.replace("\\", "/").rpartition("/")[2].rpartition(".")
    kind = f".{ending.lower()}".replace(".jpeg", ".jpg")
    if not dot or kind not in PICTURES:
        raise Refused("et bilde er svg, png, jpg eller webp, og et vedlegg er pdf")
    return f"{slug(stem)[:60].strip('-') or 'bilde'}{kind}"
