"""What a document has become, told to those who read it in."""

from collections import Counter
from collections.abc import Iterator

from kvalitetsplan.imports.answers import SAMME, Svarte
from kvalitetsplan.imports.document import Document, lines
from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.landing import Landet
from kvalitetsplan.imports.markdown import marked
from kvalitetsplan.imports.times import moved

NAMES = (
    "Programmet kan ikke kjenne igjen navn. Les gjennom sidene og teksten, og ta bort navn på elever, "
    "foreldre og ansatte før planen publiseres. Se også etter ansikter i bildene."
)
"""What nobody but a reader can see."""


def pieces_told(svarte: Svarte, landet: Landet) -> Iterator[str]:
    """Yield a line for each piece: where it stands, what it is, and where it goes."""
    for number, one in enumerate(svarte.pieces.stykker):
        if one.slag and number in svarte.places:
            text = " ".join([one.tittel, one.tekst]).strip()
            yield f"  {one.at:28} {one.slag:20} {_where(svarte, landet, number):18} {_short(text)}"


def _where(svarte: Svarte, landet: Landet, number: int) -> str:
    place = svarte.places[number]
    one = svarte.pieces.stykker[number]
    if one.slag == Slag.TEMA:
        return place.navn if one.tema in landet.outcome.themes else "egen side"
    if number in landet.outcome.same:
        return SAMME
    return place.navn if number in landet.outcome.pages else "egen side"


def counted(svarte: Svarte, landet: Landet) -> Iterator[str]:
    """Yield how many pieces of each kind went where."""
    count: Counter[tuple[Slag, str]] = Counter()
    for number, one in enumerate(svarte.pieces.stykker):
        if one.slag and number in svarte.places:
            count[one.slag, _where(svarte, landet, number)] += 1
    for slag in Slag:
        found = [(where, many) for (kind, where), many in count.items() if kind == slag]
        if found:
            told = ", ".join(f"{many} {where}" for where, many in sorted(found))
            yield f"  {slag:20} {sum(many for _, many in found):4}   {told}"
    sider = sum(way.startswith("sider/") for way in landet.files)
    bilder = sum(way.startswith("bilder/") for way in landet.files)
    yield f"  {'egne sider':20} {sider:4}   resten av teksten, i dokumentets rekkefølge"
    if bilder:
        yield f"  {'bilder':20} {bilder:4}   i bilder/"
    yield f"Alle de {landet.words} ordene i dokumentet er med."


def warned(document: Document, landet: Landet, stopped: tuple[str, ...]) -> Iterator[str]:
    """Yield what somebody should look at."""
    for at in stopped:
        yield (
            f"{at}: her står et fødselsnummer, så linja er ikke tatt med; "
            "slett nummeret i dokumentet, og les det inn på nytt"
        )
    yield from document.unseen
    yield from _moved_days(document, landet)
    yield from landet.bilder.said
    if many := len(landet.outcome.not_fitting):
        told = f"{many} stykker er for lange" if many > 1 else "ett stykke er for langt"
        yield f"{told} for plassen sin, og står på en egen side"
    if many := len(landet.outcome.not_said):
        told = f"{many} stykker" if many > 1 else "ett stykke"
        yield f"{told} har tegn som en tekst i planen ikke kan vise, som ~~, ` eller <b>, og står på en egen side"
    if many := sum(_has_lost_number(document, landet)):
        told = f"{many} punkter" if many > 1 else "ett punkt"
        what = "lister med tall eller bokstaver"
        yield f"{told} i {what} står uten; se om noe i teksten viser til det"
    yield NAMES


def _moved_days(document: Document, landet: Landet) -> Iterator[str]:
    """Yield for each line with a day that its month does not have, which day its event has got."""
    events = [entry["nytt"] for _, entry, _ in landet.outcome.entries if "nytt" in entry]
    dated = {day for one in events for day in one.get("datoer", ())}
    for line in lines(document.blocks):
        for said, day in moved(line.text):
            if day in dated:
                yield f"{line.at}: «{said}» finnes ikke i kalenderen, og hendelsen står {day}; rett datoen"


def _has_lost_number(document: Document, landet: Landet) -> Iterator[bool]:
    """Yield for each item with a number or a letter, whether it stands nowhere with it."""
    texts = (data for way, data in landet.files.items() if way.endswith((".md", ".yaml")))
    written = " ".join(b" ".join(texts).decode().split())
    for one in lines(document.blocks):
        if one.is_numbered or one.mark == "bokstav":
            said = (f"{one.number}{sign} {text}" for sign in ".)" for text in _forms(one.text))
            yield not one.number or not any(text in written for text in said)


def _forms(text: str) -> tuple[str, str]:
    """Return a text as it stands in a layer, and on a page."""
    return " ".join(text.split()), marked(text)


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69].rstrip()}…"
