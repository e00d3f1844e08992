"""Spreadsheets in the manner of real plans, where each row says what it is, or each sheet."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass, field

import openpyxl
from flere_dokumenter import DUTIES, TEMAER
from setninger import Ulik

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
