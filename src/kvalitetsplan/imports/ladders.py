"""Tables that are ladders: what sets off each step, what is done then, by whom and how soon."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from kvalitetsplan.imports.document import Cell, Table, lines, words
from kvalitetsplan.imports.labels import Slag, label
from kvalitetsplan.imports.measures import is_of_measures, roles_in
from kvalitetsplan.imports.roles import is_who
from kvalitetsplan.imports.tidying import bare
from kvalitetsplan.imports.times import is_when

_OVER = re.compile(
    r"trapp(?:a|en|er|ene)?\b|\bstigen?\b|trinnvis|(?:steg|skritt|trinn) for (?:steg|skritt|trinn)"
    r"|(?:fravær|fråvær)(?:et)?\b|skolevegring|skulevegring",
    re.IGNORECASE,
)
"""What a heading says that has a ladder below it."""
_SETS_OFF = re.compile(
    r"(?:(?:antall|tal|udokumentert|ugyldig|meldt) )*(?:fravær\w*|fråvær\w*|dag(?:er|ar)?|borte)(?: .{0,40})?"
    r"|(?:(?:hva|kva|det|dette|ka) )?(?:som )?(?:utløser|utløyser|utløysar)\w*(?: .{0,30})?|utløs\w+(?: .{2,30})?"
)
"""What stands over what sets off a step, and over nothing else."""
_MAY_SET_OFF = re.compile(
    r"når(?: .{0,30})?|situasjon(?:en)?|signal(?:er)?|terskel|kriteri(?:er|um|ar)|hendelse|omfang|bekymring\w*"
    r"|alvor\w*|(?:hva|kva) (?:ser vi|skjer|har skjedd)|grense"
)
_SOON = re.compile(
    r"(?:.*frist(?:er|ar)?|innen|innan|hvor (?:fort|raskt)|kor (?:fort|raskt)|(?:innen|innan) .{0,20})"
)
"""What stands over how soon a step is to be taken."""
_STEP = re.compile(r"(?:trappe)?(?:trinn|steg|nivå|fase|skritt|nr|nummer)(?:et)?")
_NUMBERED = re.compile(r"(?:(?:trinn|steg|nivå|fase|skritt)\s*)?\d{1,2}[.:)]?", re.IGNORECASE)
_NAMED = re.compile(r"(?:trinn|steg|nivå|fase|skritt)\s*\d{1,2}\b.*", re.IGNORECASE)
_WHAT = re.compile(
    r"(?:vi|skolen|skulen) (?:(?:skal|må) )?(?:gjør|gjer)\w*|"
    r"(?:(?:hva|kva)|slik|dette|det)(?: (?:skal|kan|må))?(?: (?:vi|skolen|skulen|de voksne))? (?:gjør|gjer|skjer)\w*(?: .{0,30})?"
    r"|(?:skolens |skulens |våre )?(?:handling(?:er|ar)?|oppfølging|aktivitet(?:er|ar)?|innsats|respons)(?:en|a)?"
)
_FEWEST, _MOST_HEAD, _MOST_FRIST = 2, 7, 200


class Steg(NamedTuple):
    """One step of a ladder."""

    nar: str
    gjor: tuple[str, ...]
    hvem: tuple[str, ...]
    frist: str

    @property
    def text(self) -> str:
        """All that it says."""
        return " ".join([self.nar, *self.gjor, self.frist]).strip()


class Ladder(NamedTuple):
    """The columns of a ladder."""

    names: tuple[str, ...]
    head: int
    """Which row says what stands in the columns."""
    sets_off: int | None
    step: int | None
    what: int
    who: int | None
    frist: int | None


def ladder(table: Table, over: str) -> Ladder | None:
    """Return the columns of a ladder; None if a table is about something else. `over` is the
    heading it stands under.
    """
    for number, row in enumerate(table.rows[:2]):
        names = tuple(words(cell) for cell in row)
        if sum(map(bool, names)) >= _FEWEST:
            short = max(len(one.split()) for one in names) <= _MOST_HEAD
            is_long = len(table.rows) - number > _FEWEST
            return _columns(table, names, number, over) if short and is_long else None
    return None


def _columns(table: Table, names: tuple[str, ...], head: int, over: str) -> Ladder | None:
    said = [bare(one) for one in names]
    what = next(_are(said, lambda one: bool(_WHAT.fullmatch(one)) or is_of_measures(one)), None)
    if what is None or any(_is_of_others(one) for n, one in enumerate(names) if n != what):
        return None
    who = next(_are(said, is_who), None)
    frist = next(_are(said, lambda one: bool(_SOON.fullmatch(one))), None)
    sets_off = next(_are(said, lambda one: bool(_SETS_OFF.fullmatch(one))), None)
    may_be = (n for n, one in enumerate(said) if not one or _STEP.fullmatch(one))
    step = next((n for n in may_be if _are_steps(table, head, n)), None)
    is_told = sets_off is not None or bool(_OVER.search(over))
    if not is_told and (step is None or not _are_named(table, head, step, said[step])):
        return None
    if sets_off is None:
        sets_off = next(_are(said, lambda one: bool(_MAY_SET_OFF.fullmatch(one))), None)
    if frist is None:
        frist = next((n for n in _are(said, is_when) if n != sets_off), None)
    if sets_off is None:
        known = (what, who, frist, step)
        sets_off = next((n for n in range(len(names)) if n not in known and n < what), None)
    if sets_off is None and step is None:
        return None
    return Ladder(names, head, sets_off, step, what, who, frist)


def _are(said: Sequence[str], is_one: Callable[[str], bool]) -> Iterator[int]:
    return (n for n, one in enumerate(said) if one and is_one(one))


def _is_of_others(name: str) -> bool:
    """Tell whether a column is of practices, of what comes of them, or of tasks."""
    found = label(name)
    kinds = (Slag.VIRKNING, Slag.REFLEKSJON, Slag.TRENING, Slag.KJENNETEGN)
    return found is not None and found.is_sure and found.slag in kinds


def _are_steps(table: Table, head: int, column: int) -> bool:
    said = [words(row[column]) for row in table.rows[head + 1 :] if row[column]]
    return bool(said) and all(_NUMBERED.fullmatch(one) or _NAMED.fullmatch(one) for one in said)


def _are_named(table: Table, head: int, column: int, name: str) -> bool:
    """Tell whether the steps are called so, and are no grades: «Steg» over numbers, «Trinn 1»."""
    said = [words(row[column]) for row in table.rows[head + 1 :] if row[column]]
    return name.endswith(("steg", "skritt", "trappetrinn")) or all(map(_NAMED.fullmatch, said))


def steps(table: Table, found: Ladder) -> tuple[Steg, ...]:
    """Return the steps of a ladder; a row where nothing new sets anything off, goes on with the
    step above.
    """
    out: list[Steg] = []
    for row in table.rows[found.head + 1 :]:
        if not any(row):
            continue
        one = _step(row, found)
        if one.nar or not out:
            out.append(one if one.gjor else one._replace(gjor=(one.nar,)))
        else:
            last = out[-1]
            frist = last.frist or one.frist
            more = [one.frist] if one.frist and last.frist else []
            hvem = tuple(dict.fromkeys((*last.hvem, *one.hvem)))
            out[-1] = Steg(last.nar, (*last.gjor, *one.gjor, *more), hvem, frist)
    return tuple(one for one in out if one.nar)


def _step(row: Sequence[Cell], found: Ladder) -> Steg:
    said = {n: words(cell) for n, cell in enumerate(row)}
    parts = [said[n] for n in (found.step, found.sets_off) if n is not None and said[n]]
    if found.sets_off is not None and len(parts) > 1 and _NUMBERED.fullmatch(parts[0]):
        parts = parts[1:]  # its place in the ladder says which it is
    nar = ": ".join(part.rstrip(" :") for part in parts)
    if _NUMBERED.fullmatch(nar) and nar[:1].isdigit() and found.step is not None:
        nar = f"{found.names[found.step]} {nar}"
    gjor = [one.text for one in lines(row[found.what])]
    hvem: tuple[str, ...] = ()
    if found.who is not None and said[found.who]:
        hvem, is_whole = roles_in(said[found.who])
        gjor += [] if is_whole else [_sentence(found.names[found.who], said[found.who])]
    frist = said[found.frist] if found.frist is not None else ""
    if len(frist) > _MOST_FRIST:
        gjor, frist = [*gjor, _sentence("Frist", frist)], ""
    known = (found.step, found.sets_off, found.what, found.who, found.frist)
    gjor += [_sentence(found.names[n], one) for n, one in said.items() if one and n not in known]
    return Steg(nar, tuple(gjor), hvem, frist)


def _sentence(name: str, text: str) -> str:
    name = name.strip(" :?")
    is_said = text.casefold().startswith(name.casefold())
    return text if is_said else f"{name}: {text.rstrip('.')}."
