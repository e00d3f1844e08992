"""More documents in the manner of real plans, with what Word does by itself, and
headings that are only bold.
"""

from collections.abc import Sequence
from typing import Any

from setninger import Ulik
from worddok import Worddok

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
