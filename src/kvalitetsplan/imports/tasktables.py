"""Tables where each row is one task: what it is called, how long it takes and what one does."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Cell, Line, Table, lines, words
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.putting import TASKS
from kvalitetsplan.imports.tidying import bare
from kvalitetsplan.imports.times import duration, is_duration_head

_NAME = r"(?:tittel|navn|namn|(?:hva|kva)|aktivitet(?:er|ar)?|oppg[aå]ve[rn]?|spørsmål|trening|metode|opplegg)"
_HOW = re.compile(
    r"(?:slik|sånn)(?: (?:gjør|gjer|foregår|går|skal|kan)\b.*)?|(?:be)?skriv(?:else|ing)(?:en|a)?(?: .{0,30})?"
    r"|(?:gjennomføring|fr[ae]mgangsmåte|instruks(?:jon)?|innh[oa]ld|forklaring|opplegg|oppskrift)(?:en|a|et)?"
    r"|(?:hva|kva|hvordan|korleis)(?: (?:(?:vi|dere|de|du) )?(?:gjør|gjer|skal|går|foregår|kan)\b.*)?|det (?:gjør|gjer) (?:vi|dere|de)"
    r"|oppg[aå]ve[n]?|aktivitet(?:en)?|tekst|framgangsmåte|utføring|utførelse"
)
"""What stands over what one does."""
_SIGN = re.compile(
    r"(?:(?:hva|kva|dette) )?(?:ser?|sjå) (?:vi |dere |de |du )?etter|te(?:g|ik)n(?: .{0,40})?"
)
_NUMBER = r"(?:nr|nummer)"
_FEWEST = 2
_MOST_HEAD, _MOST_TITLE = 6, 8


class Tasks(NamedTuple):
    """The columns of a table of tasks."""

    slag: Slag
    names: tuple[str, ...]
    head: int
    """Which row says what stands in the columns."""
    title: int
    text: int | None
    lasts: int | None
    sign: int | None
    tema: int | None
    numbers: tuple[int, ...]
    """The columns that only number the rows."""


class Task(NamedTuple):
    """One row."""

    first: Line
    tema: Cell
    tittel: str
    tekst: str
    varighet: str
    tegn: str


def tasks(table: Table, under: Slag | None = None) -> Tasks | None:
    """Return the columns of a table of tasks; None if it is about something else. `under` is what a
    heading over it says that it holds.
    """
    for number, row in enumerate(table.rows[:2]):
        names = tuple(words(cell) for cell in row)
        if sum(map(bool, names)) < _FEWEST:
            continue
        if len(table.rows) == number + 1 or max(len(one.split()) for one in names) > _MOST_HEAD:
            return None
        return _columns(table, names, number, under)
    return None


def _columns(table: Table, names: Sequence[str], head: int, under: Slag | None) -> Tasks | None:
    found = {n: one for n, name in enumerate(names) if (one := label(name))}
    kinds = {n: one.slag for n, one in found.items()}
    title = next((n for n, slag in kinds.items() if slag in TASKS and found[n].is_sure), None)
    is_under = under in TASKS
    if title is None and is_under:
        title = next((n for n, name in enumerate(names) if re.fullmatch(_NAME, bare(name))), None)
    lasts = next((n for n, name in enumerate(names) if is_duration_head(name)), None)
    how = [n for n, name in enumerate(names) if n != title and _HOW.fullmatch(bare(name))]
    tema = next((n for n in kinds if kinds[n] == Slag.TEMA and n != title), None)
    if title is None or (lasts is None and not how and tema is None):
        return None
    if any(slag in TASKS and n not in (title, *how) for n, slag in kinds.items()):
        return None
    may_be = how if lasts is not None or is_under else []
    sure = {n for n, one in found.items() if one.is_sure and n not in (title, *may_be)}
    signs = [n for n, name in enumerate(names) if n != title and _SIGN.fullmatch(bare(name))]
    if sure - set(signs):
        return None
    slag = kinds[title] if kinds.get(title) in TASKS else under
    numbers = tuple(n for n, name in enumerate(names) if re.fullmatch(_NUMBER, bare(name)))
    free = [n for n in range(len(names)) if n not in (title, lasts, tema, *numbers, *signs)]
    text = next(iter([*how, *free, *signs]), None)
    if text is not None and not _are_titles(table.rows[head + 1 :], title):
        text = None
    sign = next((n for n in signs if n != text), None)
    assert slag
    return Tasks(slag, tuple(names), head, title, text, lasts, sign, tema, numbers)


def _are_titles(rows: Sequence[Sequence[Cell]], column: int) -> bool:
    """Tell whether the cells of a column are what the rows are called, and not what to do."""
    said = [words(row[column]) for row in rows if row[column]]
    short = sum(len(one.split()) <= _MOST_TITLE for one in said)
    return 2 * short >= len(said)


def each_task(table: Table, found: Tasks) -> Iterator[Task | tuple[Cell, ...]]:
    """Yield the task of each row below the head; the row itself where it has none."""
    for row in table.rows[found.head + 1 :]:
        if not row[found.title] and (found.text is None or not row[found.text]):
            yield row
            continue
        tittel = words(row[found.title])
        said = row[found.text] if found.text is not None else ()
        parts = [_point(one) for one in lines(said)] + list(_more(row, found))
        if found.text is None:
            tittel, parts = "", [tittel, *parts]
        name = found.names[found.lasts] if found.lasts is not None else ""
        varighet = duration(words(row[found.lasts]), name) if found.lasts is not None else ""
        tegn = words(row[found.sign]) if found.sign is not None else ""
        first = next(lines(row[found.title] or said))
        tema = row[found.tema] if found.tema is not None else ()
        yield Task(first, tema, tittel, "\n\n".join(parts), varighet, tegn)


def _point(line: Line) -> str:
    return line.as_item if line.bullet else line.text


def _more(row: Sequence[Cell], found: Tasks) -> Iterator[str]:
    """Yield what a row says that there is no field for, as sentences."""
    known = (found.title, found.text, found.lasts, found.sign, found.tema, *found.numbers)
    for number, cell in enumerate(row):
        if cell and number not in known:
            name = found.names[number].strip(" :")
            said = words(cell).rstrip(".")
            yield f"{name}: {said}." if name else f"{said}."
