"""What a plan has no place for becomes own pages, in the document's order. What is placed is shown
by a link to where it went, so that who knows the document finds it again.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from kvalitetsplan.imports.document import Block, Line, Picture, Table, lines
from kvalitetsplan.imports.entries import Outcome
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.markdown import (
    item,
    marked,
    rows_with,
    table,
    with_item,
    without_links,
)
from kvalitetsplan.imports.parting import parted, stem_of
from kvalitetsplan.imports.pieces import Stykke

_HEADING = re.compile(r"^#(?=#* )")
_FEWEST_WORDS = 150
"""A chapter with fewer words than this to show stands on the page of the whole document."""
_DEEPEST = 3
"""How many items an item may stand below."""
_MANY = {
    Slag.KJENNETEGN: ("kjennetegn", "kjennetegn"),
    Slag.VIRKNING: ("virkning", "virkninger"),
    Slag.EKSEMPEL: ("eksempel", "eksempler"),
    Slag.REFLEKSJON: ("refleksjonsoppgave", "refleksjonsoppgaver"),
    Slag.TRENING: ("treningsforslag", "treningsforslag"),
    Slag.REGEL: ("lokal regel", "lokale regler"),
    Slag.HENDELSE: ("hendelse", "hendelser"),
    Slag.KONTAKT: ("kontakt", "kontakter"),
    Slag.TILTAK: ("tiltak", "tiltak"),
    Slag.TRAPP: ("trapp", "trapper"),
}
"""What one and several of a kind are called."""


@dataclass
class _Chapter:
    title: str
    parts: list[str] = field(default_factory=list)
    words: int = 0
    """How many words it has that stand nowhere else."""


def own_pages(
    title: str, pieces: Sequence[Stykke], outcome: Outcome, name: str, pictures: dict[int, str]
) -> dict[str, str]:
    """Return the pages by their way from the folder, as `sider/innlest.md`.

    `pictures` has the way of each picture that is saved, by the place of its piece.
    """
    chapters = list(_Chapters(pieces, outcome, pictures).all())
    pages: dict[str, str] = {}
    body: list[str] = []
    for chapter in chapters:
        if chapter.title == title:
            body += chapter.parts
        elif chapter.title and chapter.words >= _FEWEST_WORDS:
            stem = stem_of(chapter.title, name, len(pages) + 1)
            for side in parted(chapter.title, chapter.parts, stem):
                pages[side.way] = side.text
                words = marked(without_links(side.title))
                link = f"- [{words}]({side.way.removeprefix('sider/')})"
                if body and body[-1].startswith("- ["):
                    link = f"{body.pop()}\n{link}"
                body.append(link)
        else:
            head = [f"## {marked(chapter.title)}"] if chapter.title else []
            body += [*head, *(_HEADING.sub("##", part) for part in chapter.parts)]
    return {**{side.way: side.text for side in parted(title, body, name)}, **pages}


class _Chapters:
    """Goes through the pieces, chapter by chapter."""

    def __init__(
        self, pieces: Sequence[Stykke], outcome: Outcome, pictures: dict[int, str]
    ) -> None:
        self._pieces, self._outcome, self._pictures = pieces, outcome, pictures
        self._labels: dict[str, bool] = {}
        self._went: Counter[tuple[Slag, str]] = Counter()
        self._chapter = _Chapter("")
        self._depths: list[int] = []
        """How deep each item stands that is open in the list, from the outermost."""
        self._tables: dict[int, Table] = {}
        self._in_table: set[int] = set()
        self._table: Table | None = None

    def all(self) -> Iterator[_Chapter]:
        """Yield the chapters, those about what stands beside the text last."""
        count = Counter(_level(one) for one in self._pieces if _level(one))
        # The name of the document may stand alone over all of its chapters.
        top = min((level for level in count if count[level] > 1), default=min(count, default=0))
        levels = sorted(level for level in count if level >= top)
        beside: dict[str, list[str]] = {}
        for number, one in enumerate(self._pieces):
            block = one.block
            if isinstance(block, Line) and block.apart:
                beside.setdefault(block.apart, []).append(block.text)
            elif _level(one) and _level(one) == top:
                yield from self._closed()
                self._chapter, self._depths = _Chapter(getattr(block, "text", "")), []
                self._pointed(one)
            else:
                self._piece(number, one, levels)
        yield from self._closed()
        if beside:
            yield _Chapter("Ved siden av teksten", list(_beside(beside)))

    def _closed(self) -> Iterator[_Chapter]:
        self._flush()
        if self._chapter.title or self._chapter.parts:
            yield self._chapter

    def _piece(self, number: int, one: Stykke, levels: list[int]) -> None:
        if one.tabell and (not number or self._pieces[number - 1].tabell is not one.tabell):
            self._find_rows(number, one.tabell)
        self._table, before = one.tabell, self._table
        if before is not None and before is not one.tabell:
            self._flush_went()
        if shown := self._tables.get(number):
            self._flush()
            self._put(table(shown), " ".join(line.text for line in lines([shown])))
        elif number in self._in_table:
            return
        elif one.is_label:
            if one.tabell is None:
                self._flush_went()
            text = getattr(one.block, "text", "")
            if text not in self._labels:
                self._labels[text] = _is_over(text, one.tabell)
        elif page := self._outcome.pages.get(number):
            slag = one.slag
            if slag:
                self._went[slag, page] += 1
        elif one.slag == Slag.TEMA and not _level(one):
            self._flush()
            self._put(f"**{marked(one.tekst)}**", one.tekst)
            self._pointed(one)
        else:
            self._flush()
            self._block(number, one, levels)
            if page := self._outcome.same.get(number):
                self._put(f"[Det samme står i planen](../{page}.md)", "")

    def _find_rows(self, first: int, whole: Table) -> None:
        """Find the rows of a table that have something with no other place: they stay a table."""
        run = takewhile(lambda n: self._pieces[n].tabell is whole, range(first, len(self._pieces)))
        numbers = list(run)
        labels = [n for n in numbers if self._pieces[n].is_label]
        left = [n for n in numbers if n not in labels and self._is_left(n)]
        said = {n: " ".join(one.text for one in lines([self._pieces[n].block])) for n in numbers}
        if not left or self._pieces[left[0]].block is whole:
            return
        texts = [line.text for n in left for line in lines([self._pieces[n].block])]
        if shown := rows_with(whole, texts, [said[n] for n in labels]):
            there = " | ".join(line.text for line in lines([shown]))
            inside = [n for n in left if _all_in(there, self._pieces[n].block)]
            self._tables |= dict.fromkeys(inside[:1], shown)
            self._in_table |= {*inside, *(n for n in labels if said[n] in there)}

    def _is_left(self, number: int) -> bool:
        one = self._pieces[number]
        placed = (
            number in self._outcome.pages or number in self._outcome.same or one.slag == Slag.TEMA
        )
        is_beside = isinstance(one.block, Line) and bool(one.block.apart or one.block.level)
        return not (placed or is_beside or isinstance(one.block, Picture))

    def _pointed(self, one: Stykke) -> None:
        """Say where the theme is that a heading names."""
        if one.slag == Slag.TEMA and (id := self._outcome.themes.get(one.tema)):
            self._put(f"Se temaet [{marked(without_links(one.tekst))}](../tema/{id}.md).", "")

    def _flush(self) -> None:
        self._flush_went()
        if self._labels:
            self._put(_named(self._labels), "")
            self._labels = {}

    def _flush_went(self) -> None:
        if not self._went:
            return
        labels, self._labels = self._labels, {}
        head = [_named(labels)] if labels else []
        pages = dict.fromkeys(page for _, page in self._went)
        told = []
        for page in pages:
            kinds = [(slag, count) for (slag, where), count in self._went.items() if where == page]
            many = " og ".join(f"{count} {_MANY[slag][count > 1]}" for slag, count in kinds)
            told.append(f"[{many}](../{page}.md)")
        self._put("  \n".join([*head, ", ".join(told)]), "")
        self._went.clear()

    def _put(self, text: str, words: str, depth: int = 0) -> None:
        """Put a paragraph last, or an item of a list close to the one before it, no further in than
        one step below that.
        """
        parts = self._chapter.parts
        above = [one for one in self._depths if one < depth]
        if depth and self._depths and parts:
            parts[-1] = with_item(parts[-1], "    " * len(above[:_DEEPEST]) + text)
        else:
            parts.append(text)
        self._depths = [*above, depth] if depth else []
        self._chapter.words += len(words.split())

    def _block(self, number: int, one: Stykke, levels: list[int]) -> None:
        block = one.block
        if one.slag and one.slag != Slag.TEMA and isinstance(block, Line):
            self._task(one)
        elif isinstance(block, Picture):
            if way := self._pictures.get(number):
                self._put(f"![{marked(block.alt or f'Bilde fra {block.at}')}](../{way})", block.alt)
        elif isinstance(block, Table):
            self._put(table(block), " ".join(line.text for line in lines([block])))
        elif block.level:
            depth = levels.index(block.level) if block.level in levels else 4
            self._put(f"{'#' * max(2, min(1 + depth, 5))} {marked(block.text)}", block.text)
        elif block.bullet:
            self._put(item(block), block.text, depth=block.bullet)
        else:
            self._put(marked(block.text), block.text)

    def _task(self, one: Stykke) -> None:
        """Put a task that has no other place: all that is said about it."""
        more = (one.tiltak.frist, one.tiltak.mal, *one.tiltak.more)
        texts = (
            *one.tekst.split("\n\n"),
            *one.deler,
            one.varighet,
            one.tegn,
            one.telefon,
            one.epost,
            *more,
        )
        for text in (one.tittel, *texts):
            if bare := text.removeprefix("- "):
                self._put(f"- {marked(bare)}", bare, depth=1)


def _level(one: Stykke) -> int:
    return (
        one.block.level
        if isinstance(one.block, Line) and not one.is_label and one.slag in (None, Slag.TEMA)
        else 0
    )


def _is_over(text: str, whole: Table | None) -> bool:
    """Tell whether a label stands over what it is about, and not in front of a row."""
    return whole is None or any(line.text == text for line in lines([Table(whole.rows[:1])]))


def _named(labels: dict[str, bool]) -> str:
    return " · ".join(
        f"**{marked(one)}**" if is_over else marked(one) for one, is_over in labels.items()
    )


def _all_in(there: str, block: Block) -> bool:
    return all(line.text in there for line in lines([block]))


def _beside(beside: dict[str, list[str]]) -> Iterator[str]:
    for where, texts in beside.items():
        yield f"### {where.capitalize()}"
        yield "\n".join(f"- {marked(one)}" for one in texts)
