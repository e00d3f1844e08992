"""The law's own words beside ours: where they stand, what they are known by, and what stands on
them.

    data/lovtekst/oppl.yaml

What we say that the law says was written from the words as they stood then. A section remembers
them by their fingerprint; when the words move, everything that stands on them must be read again.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from kvalitetsplan.plan.addresses import addressed, references, tema_of
from kvalitetsplan.plan.checks import all_texts, texts
from kvalitetsplan.plan.model import MARKER, Grunnplan, Lovord, Lovtekst, Paragraf, Punkt, Situasjon
from kvalitetsplan.plan.words import fingerprint as words_known_by
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, nearest
from kvalitetsplan.reading.said import said

FOLDER = "lovtekst"

_NUMBER = r"\d+(?:-\d+)?(?:\s?[a-h]\b)?"
_NAMED = re.compile(rf"§+\s*{_NUMBER}(?:(?:, | og | til ){_NUMBER})*")
_NUMBERS = re.compile(rf"({_NUMBER})(?: til ({_NUMBER}))?")


def read_law(data: Path) -> tuple[Lovtekst, ...]:
    """Return the law's own words from the folder `lovtekst` in `data`. Raises PlanError with the
    problems of all the files.
    """
    problems: list[Problem] = []
    found = []
    for path in sorted((data / FOLDER).glob("[!.]*")):
        file = f"{data.name}/{FOLDER}/{path.name}"
        if path.suffix != ".yaml":
            message = f"her leses bare lovens ord; gi fila navnet til en lov, som «{path.stem}.yaml», eller flytt den"
            problems.append(Problem(Mark(file), "", message))
            continue
        try:
            tekst = said(Lovtekst, path, file)
            found.append(tekst)
            if path.stem != tekst.lov:
                message = f"fila må hete det samme som loven: «{tekst.lov}.yaml»"
                problems.append(Problem(tekst.mark("lov"), "lov", message))
        except PlanError as error:
            problems += error.problems
    if problems:
        raise PlanError(problems)
    return tuple(found)


def fingerprint(words: str) -> str:
    """Return what a section's words are known by; see `words.fingerprint`.

    The markers of list items do not count either: editions of the same law differ in them.
    """
    bare = (MARKER.sub("", line, count=1) for line in words.splitlines())
    return words_known_by("".join(bare))


def same_number(one: str, other: str) -> bool:
    """Tell whether two numbers name the same section: «§ 267 a» is «§ 267a»."""
    return _bare_number(one) == _bare_number(other)


@cache
def _bare_number(number: str) -> str:
    return "".join(number.split()).lower()


def words_of(plan: Grunnplan, paragraf: Paragraf) -> tuple[Lovtekst, Lovord] | None:
    """Return a section in the law's own words and the file they stand in, or None if we have not
    got them.
    """
    for tekst in plan.lovtekst:
        for ord in tekst.paragrafer if tekst.lov == paragraf.lov else ():
            if same_number(ord.nummer, paragraf.nummer):
                return tekst, ord
    return None


def standing_on(plan: Grunnplan, address: str) -> list[str]:
    """Return the addresses of all that stands on a section of law, in the order of the plan.

    What refers to it, the situations where a duty that does may hold, and what names it by its
    number.
    """
    items = addressed(plan)
    nummer: str = items[address].nummer  # type: ignore[attr-defined]  # a Paragraf
    duties = {
        f"plikter/{plikt.id}"
        for plikt in plan.plikter
        if any(ref.address == address for ref in references(plikt))
    }

    def stands(one: str, item: Punkt) -> bool:
        grounds = {address, *duties} if isinstance(item, Situasjon) else {address}
        return any(ref.address in grounds for ref in references(item, tema_of(one))) or any(
            names(text, nummer) for _, text in texts(item)
        )

    # The last of the plan comes first in `addressed`; people read it from the top.
    return [one for one, item in reversed(items.items()) if one != address and stands(one, item)]


def check_law(plan: Grunnplan) -> Iterator[Problem]:
    """Yield where the law's own words are missing, or are no longer those our text was written
    from, and words that nothing refers to.
    """
    known = {lov.id for lov in plan.lover}
    if any(paragraf.lov not in known for paragraf in plan.paragrafer):
        return  # that is another rule's to say, and there is no telling whose the words are
    for paragraf in plan.paragrafer:
        found = words_of(plan, paragraf)
        place = f"paragrafer/{paragraf.id}"
        if found is None:
            message = (
                f"lovens egne ord mangler: {paragraf.nummer} står ikke i "
                f"data/{FOLDER}/{paragraf.lov}.yaml; skriv «kvalitetsplan lov <arkiv> --skriv»"
            )
            yield Problem(paragraf.mark("nummer"), place, message)
        elif paragraf.lest != (now := fingerprint(found[1].ord)):
            message = _unread(plan, paragraf, now)
            yield Problem(paragraf.mark("lest"), f"{place}.lest", message)
    yield from _idle(plan)
    yield from _unwritten(plan)


def _unread(plan: Grunnplan, paragraf: Paragraf, now: str) -> str:
    file = f"data/{FOLDER}/{paragraf.lov}.yaml"
    write = f'skriv «lest: "{now}"»'
    if paragraf.lest is None:
        return f"teksten er ikke lest mot lovens ord; les den mot {file}, og {write}"
    others = ", ".join(standing_on(plan, f"paragrafer/{paragraf.id}"))
    also = f" Les også: {others}" if others else ""
    return f"lovens ord er ikke de teksten ble skrevet fra; les den mot {file}, og {write}.{also}"


def _unwritten(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the texts that name a section we have neither our words nor the law's words for."""
    known = [paragraf.nummer for paragraf in plan.paragrafer]
    for address, item, key, text in all_texts(plan):
        for nummer in named(text) if "§" in text and key != "adresse" else ():
            if not any(same_number(nummer, one) for one in known):
                message = (
                    f"{nummer} står ikke i data/lovverk.yaml; skriv den der, eller rett tallet"
                )
                yield Problem(item.mark(key), f"{address}.{key}", message)


def _idle(plan: Grunnplan) -> Iterator[Problem]:
    lover = [lov.id for lov in plan.lover]
    for tekst in plan.lovtekst:
        if tekst.lov not in lover:
            message = f"ukjent lov «{tekst.lov}»{nearest(tekst.lov, lover)}"
            yield Problem(tekst.mark("lov"), "lov", message)
        used = [one.nummer for one in plan.paragrafer if one.lov == tekst.lov]
        for ord in tekst.paragrafer:
            if not any(same_number(ord.nummer, nummer) for nummer in used):
                message = "ingen paragraf i lovverk.yaml viser til ordene; ta dem bort"
                yield Problem(ord.mark("nummer"), f"{tekst.lov}.{ord.nummer}", message)


def names(text: str, nummer: str) -> bool:
    """Tell whether a text names a section by its number: «§ 12-4», also in «§§ 12-3 til 12-5».

    A number without a chapter, as «§ 3», stands in so many acts that it tells nothing.
    """
    return "-" in nummer and any(same_number(one, nummer) for one in named(text))


def named(text: str) -> Iterator[str]:
    """Yield every section a text names, as «§ 12-4»; those between the ends of a «til» too."""
    for hit in _NAMED.finditer(text):
        for first, last in _NUMBERS.findall(hit[0]):
            yield f"§ {first}"
            yield from _up_to(first, last)


def _up_to(first: str, last: str) -> Iterator[str]:
    chapter, _, start = first.rpartition("-")
    end = last.removeprefix(f"{chapter}-")
    if start.isdigit() and end.isdigit():
        yield from (f"§ {chapter}-{number}" for number in range(int(start) + 1, int(end) + 1))
    elif last:
        yield f"§ {last}"
