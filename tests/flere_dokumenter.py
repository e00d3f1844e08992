"""More documents in the manner of real plans, with what Word does by itself: its own numbering,
text boxes, foot notes, tables without lines, in each other and over several pages, headings that
are only bold. A spreadsheet, too, where each row says what it is.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

import docx
import openpyxl
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.shared import Pt
from dokumenter import Ord

NS = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
NOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
MARKS = {"bullet": "•", "decimal": "%1."}


@dataclass
class Worddok:
    """A Word document in the making, and what each piece of it is."""

    navn: str
    fasit: list[tuple[str, str]] = field(default_factory=list)
    """Kind and text of each piece."""
    word: Any = field(default_factory=docx.Document)
    notes: list[str] = field(default_factory=list)
    running: list[str] = field(default_factory=list)
    """The paragraphs of running text, and the foot notes."""
    lists: int = 900
    """The number of the last list: each begins anew, as Word's own do."""

    def told(self, kind: str, texts: Iterable[str]) -> list[str]:
        """Note what some texts are, and return them."""
        texts = list(texts)
        self.fasit += [(kind, text) for text in texts]
        return texts

    def heading(self, text: str, level: int = 0, size: float = 0, place: Any = None) -> None:
        """A heading: of a style, or only bold and perhaps larger."""
        if level:
            self.word.add_heading(text, level)
            return
        run = (place or self.word).add_paragraph().add_run(text)
        run.bold, run.font.size = True, Pt(size) if size else None

    def prose(self, text: str, note: str = "") -> None:
        """A paragraph of running text."""
        self.running += [text, *([note] if note else [])]
        self.text(text, note=note)

    def text(self, text: str, place: Any = None, bold: str = "", note: str = "") -> Any:
        """A paragraph; `bold` are the words it begins with, `note` a foot note at its end."""
        paragraph = (place or self.word).add_paragraph()
        if bold:
            paragraph.add_run(bold).bold = True
        paragraph.add_run(text)
        if note:
            self.notes.append(note)
            mark = f'<w:r {NS}><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="{len(self.notes)}"/></w:r>'
            paragraph._p.append(parse_xml(mark))
        return paragraph

    def list(self, texts: Sequence[str], form: str = "bullet", place: Any = None) -> None:
        """A list in Word's own numbering, without a style of its own."""
        number = self._numbering(form)
        for text in texts:
            paragraph = self.text(text, place)
            paragraph._p.get_or_add_pPr().append(
                parse_xml(f'<w:numPr {NS}><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')
            )

    def _numbering(self, form: str) -> int:
        self.lists += 1
        root = self.word.part.numbering_part.element
        level = (
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'<w:lvlText w:val="{MARKS[form]}"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="720" w:hanging="360"/></w:pPr></w:lvl>'
        )
        abstract = parse_xml(
            f'<w:abstractNum {NS} w:abstractNumId="{self.lists}"><w:multiLevelType w:val="hybridMultilevel"/>{level}</w:abstractNum>'
        )
        root.insert(0, abstract)
        root.append(
            parse_xml(
                f'<w:num {NS} w:numId="{self.lists}"><w:abstractNumId w:val="{self.lists}"/></w:num>'
            )
        )
        return self.lists

    def table(
        self,
        rows: Sequence[Sequence[Any]],
        lines: bool = True,
        head: bool = True,
        place: Any = None,
    ) -> Any:
        """A table. A cell is a text, a list of texts, or what puts something in it; None goes on
        with the cell above, and «<» with the one before.
        """
        width = max(map(len, rows))
        table = (
            place.add_table(len(rows), width)
            if place is not None
            else self.word.add_table(len(rows), width)
        )
        if lines:
            table.style = "Table Grid"
        for number, row in enumerate(rows):
            for column, content in enumerate(row):
                self._cell(table, number, column, content, head and number == 0)
        return table

    def _cell(self, table: Any, row: int, column: int, content: Any, bold: bool) -> None:
        cell = table.cell(row, column)
        if content is None:
            table.cell(row - 1, column).merge(cell)
        elif content == "<":
            table.cell(row, column - 1).merge(cell)
        elif callable(content):
            content(cell)
        elif isinstance(content, str):
            cell.paragraphs[0].add_run(content).bold = bold or None
        else:
            self.list(content, place=cell)
            cell._tc.remove(cell.paragraphs[0]._p)

    def box(self, head: str, texts: Sequence[str]) -> None:
        """A text box at the side."""
        inside = f"<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>{head}</w:t></w:r></w:p>" + "".join(
            f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts
        )
        self.word.add_paragraph()._p.append(parse_xml(BOX.format(ns=NS, inside=inside)))

    def bytes(self) -> bytes:
        """Return the file."""
        if self.notes:
            self._put_notes()
        out = io.BytesIO()
        self.word.save(out)
        return out.getvalue()

    def _put_notes(self) -> None:
        notes = "".join(
            f'<w:footnote w:id="{n}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
            for n, text in enumerate(self.notes, start=1)
        )
        apart = "".join(
            f'<w:footnote w:id="{n}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
            for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
        )
        xml = f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:footnotes {NS}>{apart}{notes}</w:footnotes>'
        part = Part(PackURI("/word/footnotes.xml"), NOTES, xml.encode(), self.word.part.package)
        self.word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


BOX = (
    '<w:r {ns}><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>'
    '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="2" behindDoc="0" '
    'locked="0" layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/>'
    '<wp:positionH relativeFrom="column"><wp:posOffset>0</wp:posOffset></wp:positionH>'
    '<wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
    '<wp:extent cx="5400000" cy="1900000"/><wp:wrapTopAndBottom/><wp:docPr id="1" name="Boks"/>'
    '<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
    '<wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5400000" cy="1900000"/></a:xfrm>'
    '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent>{inside}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic>"
    "</wp:anchor></w:drawing></mc:Choice></mc:AlternateContent></w:r>"
)


class Ulik:
    """Sentences as people write them: some without a full stop, some that are two, some that go on
    from their heading.
    """

    def __init__(self, seed: int) -> None:
        self.ord, self._random = Ord(seed), Random(seed)

    def _varied(self, text: str) -> str:
        bare = text.rstrip(".")
        return self._random.choice(
            [
                text,
                text,
                bare,
                bare,
                f"{text} Det gjelder også på tur og i SFO.",
                f"{bare} (se vedlegg 2)",
                f"Faste rutiner: {bare[0].lower()}{bare[1:]}.",
                f"{bare} – også når det er travelt.",
            ]
        )

    def gjor(self, count: int) -> list[str]:
        """What the adults do."""
        return [self._varied(one) for one in self.ord.many("kjennetegn", count)]

    def gir(self, count: int, begun: bool = False) -> list[str]:
        """What comes of it; `begun` goes on from a heading that ends with «elevene»."""
        found = self.ord.many("virkning", count)
        return [
            one.removeprefix("Elevene ").rstrip(".") if begun else self._other(one) for one in found
        ]

    def _other(self, text: str) -> str:
        rest = text.removeprefix("Elevene ")
        return self._random.choice([text, text.rstrip("."), f"Flere {rest}", f"De {rest}"])

    def scener(self, count: int) -> list[str]:
        """Small scenes."""
        return self.ord.many("eksempel", count)

    def spor(self, count: int) -> list[str]:
        """Questions, of which some are bidden."""
        found = self.ord.many("sporsmal", count)
        return [
            self._random.choice([one, one, f"Del erfaringer: {one[0].lower()}{one[1:]}"])
            for one in found
        ]

    def ovelser(self, count: int) -> list[str]:
        """Things to try."""
        return self.ord.many("ovelse", count)

    def avsnitt(self, count: int = 5) -> str:
        """Running text."""
        return self.ord.avsnitt(count)


TEMAER = (
    "Trygge voksne", "Struktur i timen", "Vennskap og lek", "Språk og tone", "Hjem og skole",
    "Overganger", "Elevenes stemme", "Uterommet",
)  # fmt: skip


def handbok() -> Worddok:
    """Headings that are only bold, Word's own numbering, boxes, foot notes, tables without
    lines.
    """
    ord, plan = Ulik(41), Worddok("handbok")
    plan.heading("Håndbok for læringsmiljøet", size=26)
    plan.text("Furuvik kommune 2026–2030")
    plan.heading("Innhold", size=14)
    for number, text in enumerate(("Innledning", *TEMAER, "Hvem gjør hva", "Året"), start=1):
        plan.text(f"{text} ........................................ {number * 3}")
    plan.heading("Innledning", size=16)
    for at in range(30):
        plan.prose(
            ord.avsnitt(6), note=f"Se rundskriv {at} fra departementet." if at % 4 == 0 else ""
        )
    for number, tema in enumerate(TEMAER):
        plan.heading(tema, size=16)
        plan.heading("Hva vet vi?")
        for _ in range(8):
            plan.prose(ord.avsnitt(6))
        _FORMS[number % len(_FORMS)](plan, ord)
        _tasks(plan, ord, number)
    _who_does_what(plan, ord)
    _year(plan, ord)
    return plan


def _lists(plan: Worddok, ord: Ulik) -> None:
    """Two lists, one under the other."""
    plan.heading("God praksis")
    plan.list(plan.told("kjennetegn", ord.gjor(9)), "decimal")
    plan.heading("Effekt for elevene")
    plan.list(plan.told("virkning", ord.gir(8)))


def _open_table(plan: Worddok, ord: Ulik) -> None:
    """A table without lines, over a page."""
    gjor, gir = plan.told("kjennetegn", ord.gjor(14)), plan.told("virkning", ord.gir(14))
    plan.table([("Slik gjør vi det", "Dette ser vi"), *zip(gjor, gir, strict=True)], lines=False)


def _nested(plan: Worddok, ord: Ulik) -> None:
    """Two tables in the cells of one."""
    gjor, gir = plan.told("kjennetegn", ord.gjor(6)), plan.told("virkning", ord.gir(6))

    def inner(head: str, texts: list[str]) -> Any:
        return lambda cell: plan.table([(head,), *((one,) for one in texts)], place=cell)

    plan.table([(inner("Slik gjør vi det", gjor), inner("Effekt for elevene", gir))], head=False)


def _merged(plan: Worddok, ord: Ulik) -> None:
    """A column of places, each over several rows."""
    gjor, gir = plan.told("kjennetegn", ord.gjor(9)), plan.told("virkning", ord.gir(9))
    rows: list[Sequence[Any]] = [("Hvor", "God praksis", "Dette ser vi")]
    for at, pair in enumerate(zip(gjor, gir, strict=True)):
        rows.append(((None if at % 3 else ("I timen", "I gangen", "Ute")[at // 3]), *pair))
    plan.table(rows)


def _typed(plan: Worddok, ord: Ulik) -> None:
    """Labels at the beginning of lists in running text, with marks typed by hand."""
    plan.text("", bold="Slik gjør vi det hos oss:")
    for one in plan.told("kjennetegn", ord.gjor(8)):
        plan.text(f"- {one}")
    plan.text("", bold="Da ser vi at elevene:")
    told = plan.told("virkning", ord.gir(7, begun=True))
    for one in told:
        plan.text(f"- {one}")


def _across(plan: Worddok, ord: Ulik) -> None:
    """Heads that are merged over the columns, and lists in the cells."""
    gjor, gir = plan.told("kjennetegn", ord.gjor(10)), plan.told("virkning", ord.gir(10))
    plan.table(
        [
            ("De voksne", "<", "Elevene", "<"),
            ("Slik gjør vi det", "<", "Effekt for elevene", "<"),
            (gjor[:3], gjor[3:5], gir[:3], gir[3:5]),
            (gjor[5:8], gjor[8:], gir[5:8], gir[8:]),
        ]
    )


_FORMS = (_lists, _open_table, _nested, _merged, _typed, _across)


def _tasks(plan: Worddok, ord: Ulik, number: int) -> None:
    scener = plan.told("eksempel", ord.scener(3))
    if number % 2:
        plan.box("Eksempel fra hverdagen", scener)
    else:
        plan.heading("Eksempler")
        plan.list(scener)
    plan.heading("Refleksjonsspørsmål")
    plan.list(plan.told("refleksjonsoppgave", ord.spor(7)), "decimal")
    plan.heading("Øvelser")
    ovelser = plan.told("treningsforslag", ord.ovelser(4))
    if number % 3 == 0:
        plan.list(ovelser, "decimal")
    elif number % 3 == 1:
        for at, one in enumerate(ovelser, start=1):
            plan.text(f" {one}", bold=f"Øvelse {at}.")
            plan.text("Tid: 15 minutter")
    else:
        plan.table([("Øvelse", "Tid"), *((one, "10 min") for one in ovelser)])


DUTIES = ("Følge med", "Gripe inn", "Si fra", "Undersøke", "Sette inn tiltak", "Dokumentere")


def _who_does_what(plan: Worddok, ord: Ulik) -> None:
    plan.heading("Hvem gjør hva", size=16)
    plan.prose(ord.avsnitt())
    rows: list[Sequence[Any]] = [("Plikt", "Ansatte", "Rektor", "Skoleeier")]
    for plikt in DUTIES:
        cells = [plan.told("lokal regel", ord.gjor(1))[0] for _ in range(3)]
        rows.append((f"Plikten til å {plikt.lower()}", *cells))
    plan.table(rows, lines=False)
    plan.prose(ord.avsnitt())
    rows = [("Plikt", "Ansvarlig", "Hva gjør vi?")]
    for at, plikt in enumerate(DUTIES):
        rows.append(
            (plikt, ("Kontaktlærer", "Rektor")[at % 2], plan.told("lokal regel", ord.gjor(2)))
        )
    plan.table(rows)


def _year(plan: Worddok, ord: Ulik) -> None:
    plan.heading("Året", size=16)
    plan.heading("Årshjul for læringsmiljøet")
    rows: list[Sequence[Any]] = [("Halvår", "Måned", "Hva", "Ansvarlig")]
    for at, month in enumerate(("August", "Sept.", "Okt–nov", "Januar", "Mars", "Juni")):
        (hva,) = plan.told("hendelse", [one.rstrip(".") for one in ord.ord.many("kjennetegn", 1)])
        rows.append((None if at % 3 else ("Høst", "Vår")[at // 3], month, hva, "Rektor"))
    plan.table(rows)


def rammeverk() -> Worddok:
    """Styles that number by themselves, tables over several pages, everything about a theme in
    one.
    """
    ord, plan = Ulik(42), Worddok("rammeverk")
    plan.word.core_properties.title = "Rammeverk for et trygt skolemiljø"
    plan.word.sections[0].header.paragraphs[0].text = "Rammeverk for et trygt skolemiljø"
    plan.heading("Rammeverk for et trygt skolemiljø", 1)
    plan.heading("Slik bruker dere rammeverket", 2)
    for _ in range(24):
        plan.prose(ord.avsnitt(7))
    for number, tema in enumerate(TEMAER):
        plan.heading(tema, 1)
        plan.heading("Hvorfor er dette viktig?", 2)
        for _ in range(8):
            plan.prose(ord.avsnitt(6), note=f"Om {tema.lower()}: se kunnskapsoversikten.")
        _WAYS[number % len(_WAYS)](plan, ord)
    plan.heading("Gjennom året", 1)
    for month in ("August", "Oktober", "Januar", "April"):
        plan.heading(month, 2)
        plan.list(plan.told("hendelse", [one.rstrip(".") for one in ord.ord.many("kjennetegn", 2)]))
    plan.heading("Aktivitetsplikten", 1)
    for plikt in DUTIES:
        plan.heading(f"{plikt} (§ 12-4)", 2)
        for rolle in ("Alle ansatte", "Rektor"):
            plan.text("", bold=f"{rolle}:")
            plan.list(plan.told("lokal regel", ord.gjor(2)))
    return plan


def _all_in_one(plan: Worddok, ord: Ulik) -> None:
    """One row for each practice, with all that belongs to it."""
    rows: list[Sequence[Any]] = [
        ("God praksis", "Effekt for elevene", "Spørsmål til refleksjon", "Øvelse")
    ]
    for _ in range(9):
        (gjor,) = plan.told("kjennetegn", ord.gjor(1))
        gir = plan.told("virkning", ord.gir(2))
        (spor,) = plan.told("refleksjonsoppgave", ord.spor(1))
        (ov,) = plan.told("treningsforslag", ord.ovelser(1))
        rows.append((gjor, gir, spor, ov))
    plan.table(rows)


def _side_by_side(plan: Worddok, ord: Ulik) -> None:
    """Everything in a frame: labels down, contents beside, one of them a table."""
    ovelser = plan.told("treningsforslag", ord.ovelser(3))

    def inner(cell: Any) -> None:
        plan.table([("Øvelse", "Hvor lenge"), *((one, "20 min") for one in ovelser)], place=cell)

    plan.table(
        [
            ("Vi vil", ord.avsnitt(1)),
            ("Slik gjør vi det", plan.told("kjennetegn", ord.gjor(8))),
            ("Dette ser vi hos elevene", plan.told("virkning", ord.gir(8))),
            ("Eksempel", plan.told("eksempel", ord.scener(2))),
            ("Spørsmål vi stiller oss", plan.told("refleksjonsoppgave", ord.spor(6))),
            ("Øvelser", inner),
        ],
        head=False,
    )


def _under(plan: Worddok, ord: Ulik) -> None:
    """Lists one under the other in one cell, over a page."""

    def inside(cell: Any) -> None:
        plan.heading("God praksis", place=cell)
        plan.list(plan.told("kjennetegn", ord.gjor(11)), place=cell)
        plan.heading("God praksis sannsynliggjør at elevene", place=cell)
        plan.list(plan.told("virkning", ord.gir(10, begun=True)), place=cell)

    plan.table([(inside,)], head=False)
    plan.heading("Refleksjonsspørsmål", 2)
    for one in plan.told("refleksjonsoppgave", ord.spor(6)):
        plan.text(one)
    plan.heading("Øvelser", 2)
    for at, one in enumerate(plan.told("treningsforslag", ord.ovelser(3)), start=1):
        plan.heading(f"Øvelse {at}", 3)
        plan.text(one)


def _by_level(plan: Worddok, ord: Ulik) -> None:
    """A column for each of those who do it."""
    rows: list[Sequence[Any]] = [("", "God praksis", "Effekt for elevene")]
    for hvem in ("Læreren", "Teamet", "Ledelsen"):
        gjor, gir = plan.told("kjennetegn", ord.gjor(3)), plan.told("virkning", ord.gir(3))
        rows.append((hvem, gjor, gir))
    plan.table(rows, lines=False)
    plan.heading("Til ettertanke", 2)
    plan.list(plan.told("refleksjonsoppgave", ord.spor(6)), "decimal")
    plan.heading("Prøv dette", 2)
    plan.list(plan.told("treningsforslag", ord.ovelser(4)), "decimal")


_WAYS = (_all_in_one, _side_by_side, _under, _by_level)

KINDS = {
    "kjennetegn": "God praksis",
    "virkning": "Effekt for elevene",
    "refleksjonsoppgave": "Refleksjonsspørsmål",
    "treningsforslag": "Øvelse",
}


@dataclass
class Ark:
    """A spreadsheet in the making: sheets of rows, and what each piece of it is."""

    navn: str
    fasit: list[tuple[str, str]] = field(default_factory=list)
    sheets: dict[str, list[Sequence[str]]] = field(default_factory=dict)


def liste() -> Ark:
    """Each row says its theme and its kind; a sheet for the year, one for the duties."""
    ord, ark = Ulik(43), Ark("liste")
    rows: list[Sequence[str]] = [("Tema", "Type", "Tekst", "Merknad")]
    for tema in TEMAER:
        for kind, make in (
            ("kjennetegn", ord.gjor),
            ("virkning", ord.gir),
            ("refleksjonsoppgave", ord.spor),
            ("treningsforslag", ord.ovelser),
        ):
            for text in make(6):
                ark.fasit.append((kind, text))
                rows.append((tema, KINDS[kind], text, ""))
    ark.sheets["Planen"] = rows
    return ark


def arkene() -> Ark:
    """A sheet for each theme, with a heading over the table; the year across; the duties down."""
    ord, ark = Ulik(44), Ark("arkene")
    for tema in TEMAER:
        rows: list[Sequence[str]] = [
            (tema,),
            ("",),
            ("", "Slik gjør vi det", "Dette ser vi", "", "Refleksjonsspørsmål"),
        ]
        for _ in range(9):
            found = [
                ("kjennetegn", ord.gjor(1)[0]),
                ("virkning", ord.gir(1)[0]),
                ("refleksjonsoppgave", ord.spor(1)[0]),
            ]
            ark.fasit += found
            rows.append(("", found[0][1], found[1][1], "", found[2][1]))
        rows += [("",), ("", "Øvelser")]
        for one in ord.ovelser(4):
            ark.fasit.append(("treningsforslag", one))
            rows.append(("", one))
        ark.sheets[tema] = rows
    months = ("August", "September", "Oktober", "November")
    year = [[one.rstrip(".") for one in ord.ord.many("kjennetegn", 4)] for _ in range(2)]
    ark.fasit += [("hendelse", text) for row in year for text in row]
    ark.sheets["Årshjul"] = [months, *year]
    duties: list[Sequence[str]] = [("Hvem", *DUTIES)]
    for hvem in ("Ansatte", "Rektor"):
        told = ord.gjor(len(DUTIES))
        ark.fasit += [("lokal regel", one) for one in told]
        duties.append((hvem, *told))
    ark.sheets["Plikter"] = duties
    return ark


def as_workbook(ark: Ark) -> bytes:
    """Return the sheets as a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in ark.sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append([text or None for text in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def as_csv(ark: Ark) -> bytes:
    """Return the first sheet as Excel in Norway saves it: semicolons, and the signs of Windows."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(next(iter(ark.sheets.values())))
    return out.getvalue().encode("cp1252")
