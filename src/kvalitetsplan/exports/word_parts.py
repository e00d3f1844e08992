"""What the chapters in Word share: the document, the plan, and how texts become cells."""

from collections.abc import Iterable, Sequence
from typing import Any

from kvalitetsplan.exports.ark import Ark
from kvalitetsplan.exports.runs import Avsnitt, Run, one_line
from kvalitetsplan.plan.model import Kilde
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.components import Components

_HIGH = 9
"""The most centimetres a picture may take of a page."""


class Writer:
    """A plan that is being written in Word."""

    def __init__(self, ark: Ark, components: Components) -> None:
        self.ark, self.components = ark, components

    @property
    def plan(self) -> Plan:
        """The plan."""
        return self.components.plan

    @property
    def tekst(self) -> dict[str, Any]:
        """The interface's own words."""
        return self.components.tekst

    def fill(self, text: str) -> str:
        """Return a text with the plan's parameters filled in."""
        return self.plan.fill(text)

    def heading(self, text: str, level: int) -> None:
        """Write a heading below a chapter's."""
        self.ark.heading(self.fill(text), level)

    def prose(self, text: str | None) -> None:
        """Write a text, if there is one."""
        if text:
            self.ark.prose(self.fill(text))

    def bullets(self, texts: Iterable[str]) -> None:
        """Write some texts as a list."""
        self.ark.bullets(map(self.fill, texts))

    def labelled(
        self, *pairs: tuple[str, str | None], ends: str = ":", with_next: bool = False
    ) -> None:
        """Write texts, each with what it tells in front of it; those there are."""
        filled = ((label, text and self.fill(text)) for label, text in pairs)
        self.ark.labelled(*filled, ends=ends, with_next=with_next)

    def attached(self, item: Any) -> None:
        """Write what is attached to an item: its pictures, and the names of its documents."""
        for one in item.vedlegg:
            if one.is_picture:
                self.picture(one.fil, one.tekst)
            else:
                self.labelled((self.tekst["filer"]["vedleggene"], f"{one.tekst} (pdf)"))

    def named(self, item: Any) -> list[Avsnitt]:
        """Return a cell with the names of what is attached to an item."""
        picture = self.tekst["filer"]["bilde"]
        return self.items(
            f"{picture}: {one.tekst}" if one.is_picture else f"{one.tekst} (pdf)"
            for one in item.vedlegg
        )

    def picture(self, address: str, alt: str) -> None:
        """Put a picture in; where Word does not take it, say what is on it."""
        path = self.plan.egne_filer.get(address)
        if not self.ark.picture(path, alt, _HIGH) and alt:
            self.ark.line(f"*{self.tekst['filer']['bilde']}: {alt}*")

    def under_title(self, item: Any) -> None:
        """Write the text of an item, unless its title is made of all of it."""
        if item.tekst.rstrip(".:") != item.tittel:
            self.prose(item.tekst)

    def who(self, roles: Sequence[str]) -> str:
        """Return the names of some roles."""
        return ", ".join(one.tittel for one in self.plan.roller(tuple(roles)))

    def unread(self, kilde: Kilde) -> str:
        """Return what is said of a source that is known through others alone, else ""."""
        return f", {self.tekst['kilde']['ulest'].lower()}" if kilde.lest == "nei" else ""

    def cell(self, text: str | None, bold: bool = False) -> list[Avsnitt]:
        """Return a cell with one text, or nothing."""
        runs = one_line(self.fill(text)) if text else ()
        return [Avsnitt(tuple(run._replace(fet=run.fet or bold) for run in runs))] if runs else []

    def items(self, texts: Iterable[str]) -> list[Avsnitt]:
        """Return a cell with some texts as a list."""
        return [self.item(text) for text in texts]

    def item(self, text: str, after: str = "") -> Avsnitt:
        """Return an item of a list; `after` stands at its end in brackets."""
        more = (Run(f" ({after})", kursiv=True),) if after else ()
        return Avsnitt((*one_line(self.fill(text)), *more), "ul")
