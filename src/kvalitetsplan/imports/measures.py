"""Measures, as plans write them: what is done, who does it, and by when."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Cell, Line, Table, lines, words
from kvalitetsplan.imports.labels import Label, Slag, label
from kvalitetsplan.imports.roles import is_who, role
from kvalitetsplan.imports.tidying import bare
from kvalitetsplan.imports.times import is_when, when
from kvalitetsplan.plan.words import slug

_HEAD = re.compile(
    r"(?:(?:våre|felles|konkrete?|forebygg[ea]nde|lokale?|faste|aktuelle|planlagte|universelle|skolens|skulen sine) )*"
    r"(?:individ|gruppe|klasse|skole|skule|system|miljø)?tiltak(?:a|ene|et|slista|stabell|soversikt)?"
    r"(?: (?:i|på|for|dette|vi|skoleåret|skuleåret|\d{4})\b.{0,40})?"
)
_WHAT = re.compile(
    r"(?:hva|kva)(?: (?:skal|vi|som|gjør|gjer)\b.{0,25})?|aktivitet(?:er|ar)?|innhold|innhald|beskrivelse|handling(?:er|ar)?"
)
_GOAL = re.compile(
    r"(?:(?:del|resultat|effekt)?mål(?:et|a|ene)?|hensikt|formål|føremål|(?:hvorfor|kvifor))"
)
_LEVEL = re.compile(r"(?:tiltaks)?nivå(?:et)?|(?:retta|rettet) mot|målgruppe")
_STAGE = re.compile(r"(?:års|hoved)?trinn(?:et)?|klasse(?:trinn)?|steg")
_LEVELS = (
    ("individ", r"individ\w*|elev|eleven|enkeltelev\w*"),
    ("gruppe", r"gruppe\w*|klasse\w*|trinn\w*"),
    ("skole", r"skol\w*|skul\w*|system\w*|hele skolen|heile skulen"),
)
_LEVEL_WORDS = re.compile(r"(?:på |tiltak (?:på|for) )|[- ]?(?:nivå(?:et)?|tiltak)$")
_GRADES = re.compile(
    r"(\d{1,2})\.?(?:\s*(?:[-–—]|til)\s*(\d{1,2})\.?)?(?:\s*(?:trinn|klasse|steg))?"
)
_OFTEN = re.compile(
    r"(?:hele|heile|gjennom|hver|kvar|annenhver|løpende|løpande|fortløp\w+|ved|etter|årlig|årleg|innen|innan"
    r"|før|straks|snarest|kontinuerlig|daglig|dagleg|ukentlig|månedlig|halvårlig|skolestart|skulestart)\b.*",
    re.I,
)
_SIGN = re.compile(
    r"(?:^|(?<=[.;,( ]))\s*(ansvar(?:lig|leg)?|hvem|kven|frist|tidspunkt|tid|når|mål|nivå|målgruppe)\s*:\s*",
    re.I,
)
_BRACKET = re.compile(r"\s*\(([^()]{3,80})\)\s*\.?$")
_MOST_HEAD = 6


class Tiltakstegn(NamedTuple):
    """What is told about a measure besides what it is."""

    roller: tuple[str, ...] = ()
    frist: str = ""
    mal: str = ""
    niva: tuple[str, ...] = ()
    trinn: tuple[str, ...] = ()
    more: tuple[str, ...] = ()
    """What there is no field for, as sentences."""

    def with_more(self, other: "Tiltakstegn") -> "Tiltakstegn":
        """Return both; what is told already, stands."""
        return Tiltakstegn(
            self.roller or other.roller,
            self.frist or other.frist,
            self.mal or other.mal,
            self.niva or other.niva,
            self.trinn or other.trinn,
            (*self.more, *other.more),
        )


NOTHING = Tiltakstegn()
"""Nothing more is told."""
LABEL = Label(Slag.TILTAK)
"""What a heading that says «Tiltak» stands over."""


def fields(text: str, told: Tiltakstegn, tema: str) -> dict[str, str | list[str]]:
    """Return a measure as a plan writes it. `tema` is the id of the theme it stands in, if any."""
    found: dict[str, str | list[str]] = {
        "tekst": "\n\n".join([text, *told.more]),
        "mål": told.mal,
        "nivå": list(told.niva),
        "trinn": list(told.trinn),
        "hvem": list(told.roller),
        "frist": told.frist,
        "temaer": [tema] if tema else [],
    }
    return {key: value for key, value in found.items() if value}


def is_of_measures(text: str) -> bool:
    """Tell whether a heading says that measures stand below it."""
    return _HEAD.fullmatch(bare(text)) is not None


def level_in(text: str) -> str:
    """Return whom a short text says that measures are aimed at; "" if it does not."""
    said = _LEVEL_WORDS.sub("", _LEVEL_WORDS.sub("", bare(text))).strip()
    return next((one for one, pattern in _LEVELS if re.fullmatch(pattern, said)), "")


def signed(text: str) -> tuple[str, Tiltakstegn]:
    """Return a measure without what it says of who and when, and that: «… Ansvar: rektor. Frist:
    …», «… (rektor, uke 36)».
    """
    hits = list(_SIGN.finditer(text))
    if hits and text[: hits[0].start()].strip(" .;,("):
        ends = [*(hit.start() for hit in hits[1:]), len(text)]
        pairs = [
            (hit[1], text[hit.end() : end].strip(" .;,)"))
            for hit, end in zip(hits, ends, strict=True)
        ]
        return text[: hits[0].start()].strip(" ;,("), told(pairs)
    hit = _BRACKET.search(text)
    parts = [one.strip() for one in re.split(r"[,;–]\s", hit[1])] if hit else []
    if hit and hit.start() and _says_when_or_who(parts):
        return text[: hit.start()].strip(), told([(_name_of(one, parts), one) for one in parts])
    return text, NOTHING


def is_signed(text: str) -> bool:
    """Tell whether an item says by when something is to be done, or who does it."""
    return signed(text)[1] != NOTHING


def sign(text: str) -> Tiltakstegn:
    """Return what a line says that only tells who, when or what for: «Ansvar: rektor»."""
    hit = _SIGN.match(text)
    return told([(hit[1], text[hit.end() :].strip(" ."))]) if hit else NOTHING


def _says_when_or_who(parts: Sequence[str]) -> bool:
    known = [bool(roles_in(one)[0]) or _is_time(one) for one in parts]
    return len(parts) <= 2 and any(known)


def _is_time(text: str) -> bool:
    return (any(when(text)) and len(text.split()) <= 5) or _OFTEN.fullmatch(text) is not None


def _name_of(part: str, parts: Sequence[str]) -> str:
    """Return what a part in brackets tells; what is not known is what the other is not."""
    if roles_in(part)[0] or _is_time(part):
        return "Frist" if _is_time(part) else "Ansvar"
    return "Ansvar" if any(_is_time(one) for one in parts) else "Frist"


def told(pairs: Sequence[tuple[str, str]]) -> Tiltakstegn:
    """Return what names and texts tell: what stands over a column, and what its cell says."""
    found = NOTHING
    for name, text in pairs:
        if text:
            found = found.with_more(_one_told(name, text))
    return found


def _one_told(name: str, text: str) -> Tiltakstegn:
    said, sentence = bare(name), (f"{name.strip(' :')}: {text.rstrip('.')}.",)
    if is_who(said):
        roller, is_whole = roles_in(text)
        return Tiltakstegn(roller=roller, more=() if is_whole else sentence)
    if is_when(said):
        return Tiltakstegn(frist=text) if len(text) <= 200 else Tiltakstegn(more=sentence)
    if _GOAL.fullmatch(said):
        return Tiltakstegn(mal=text)
    if _LEVEL.fullmatch(said) and (niva := level_in(text)):
        return Tiltakstegn(niva=(niva,), more=() if niva == bare(text) else sentence)
    if _STAGE.fullmatch(said) and (trinn := stages(text)):
        return Tiltakstegn(trinn=trinn)
    return Tiltakstegn(more=sentence)


def roles_in(text: str) -> tuple[tuple[str, ...], bool]:
    """Return the roles that a text names, and whether their names say all that it says."""
    parts = [one for one in re.split(r"\s*(?:/|,|&|\bog\b)\s*", text.strip(" .")) if one]
    found = [role(one) for one in parts]
    is_whole = all(one and one == slug(part) for one, part in zip(found, parts, strict=True))
    return tuple(dict.fromkeys(one for one in found if one)), is_whole


def stages(text: str) -> tuple[str, ...]:
    """Return the grades that a text names, as a plan writes them; none if it says other things."""
    found = []
    for part in re.split(r"\s*(?:,|\bog\b)\s*", text.strip(" .").casefold()):
        hit = _GRADES.fullmatch(part)
        grades = [int(one) for one in hit.groups() if one] if hit else []
        if not grades or max(grades) > 10 or not min(grades) or grades != sorted(grades):
            return ()
        found.append("-".join(map(str, grades)))
    return tuple(found)


class Measures(NamedTuple):
    """A table of measures: which column has them, and what stands over the others."""

    what: int
    names: tuple[str, ...]
    head: int
    """Which row says what stands in the columns."""


def measures(table: Table, is_told: bool = False) -> Measures | None:
    """Return the columns of a table of measures; None if it is about something else. `is_told`: a
    heading over it says that it has measures.
    """
    for number, row in enumerate(table.rows[:2]):
        names = tuple(words(cell) for cell in row)
        columns = [n for n, name in enumerate(names) if is_of_measures(name)]
        columns += [n for n, name in enumerate(names) if is_told and _WHAT.fullmatch(bare(name))]
        about = [n for n, name in enumerate(names) if _tells(name) and n not in columns]
        if columns and about and len(table.rows) > number + 1 and not _is_of_practices(names):
            short = all(len(name.split()) <= _MOST_HEAD for name in names)
            return Measures(columns[0], names, number) if short else None
    return None


def _tells(name: str) -> bool:
    said = bare(name)
    others = (_GOAL, _LEVEL, _STAGE)
    return is_who(said) or is_when(said) or any(one.fullmatch(said) for one in others)


def _is_of_practices(names: Sequence[str]) -> bool:
    """Tell whether a column is of practices or of what comes of them: then measures are
    practices.
    """
    found = [one for name in names if (one := label(name)) and one.is_sure]
    return any(one.slag in (Slag.KJENNETEGN, Slag.VIRKNING, Slag.HENDELSE) for one in found)


def measured(table: Table, found: Measures) -> Iterator[tuple[Line, str, Tiltakstegn]]:
    """Yield each measure of a table: where it stands, what it is, and what more is told. What
    stands before it in its row, holds for the rows below too.
    """
    before: dict[int, str] = {}
    for row in table.rows[found.head + 1 :]:
        texts = {n: words(cell) for n, cell in enumerate(row) if n != found.what}
        before |= {n: text for n, text in texts.items() if text and n < found.what}
        pairs = [(found.names[n], text or before.get(n, "")) for n, text in texts.items()]
        said = list(lines(row[found.what]))
        if said:
            text, more = signed(said[0].text)
            points = "".join(f"\n\n- {one.text}" for one in said[1:])
            yield said[0], text + points, more.with_more(told(pairs))


def has_measures(row: Sequence[Cell], found: Measures) -> bool:
    """Tell whether a row of a table has a measure in it."""
    return bool(row[found.what])
