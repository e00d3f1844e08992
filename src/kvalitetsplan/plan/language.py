"""Is the plan's language plain and right? Figures per theme, and problems to mend."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks import PARAMETER, all_texts, texts
from kvalitetsplan.plan.model import (
    Grunnplan,
    Kilde,
    Linje,
    Okt,
    Refleksjonsoppgave,
    Treningsforslag,
    Virkning,
)
from kvalitetsplan.plan.spelling import unknown_words
from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.reading.said import said
from kvalitetsplan.reading.values import Modell

MEDIAN, HIGHEST = 40, 50
"""The highest LIX a theme may have in the middle, and any paragraph at all."""
_LONG_ENOUGH = 12
"""LIX says nothing about a text with fewer words than this."""
_NOT_PROSE = {
    "hvem",
    "år",
    "utgiver",
    "nummer",
    "adresse",
    "grunnlag",
    "trinn",
    "gruppe",
    "språk",
    "nynorsk",
    "tidligere",
    "søkeord",
    "fullt_navn",
    "lest",
}
"""Keys whose texts are names, codes or words people search for, and not sentences of ours."""
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_STARTS = ("Elevene", "Elever", "Foreldrene", "Hjemmet", "De ansatte")


ALONE = "Tenk selv:"
"""What stands before something each one thinks, and nobody is asked to say aloud."""


def _compiles(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        raise PydanticCustomError("pattern", "er ikke et gyldig regulært uttrykk") from error
    return text


class Sporring(Modell):
    """Something a task is not to ask, and what to write instead."""

    monster: Annotated[Linje, AfterValidator(_compiles)] = Field(
        alias="mønster", description="Et regulært uttrykk. Store og små bokstaver er like."
    )
    rad: Linje = Field(alias="råd", description="Hva vi skriver i stedet.")


class Nynorskord(Modell):
    """Det språkkontrollen vet om nynorsken."""

    godkjente: tuple[Linje, ...] = Field(
        (), description="Ord som er riktige, men mangler i den nynorske ordlista."
    )
    bare_bokmal: dict[str, Linje] = Field(
        {}, alias="bare_bokmål", description="Ord på bokmål, og hva de heter på nynorsk."
    )


class Sprak(Modell):
    """data/sprak.yaml: det språkkontrollen vet i tillegg til ordlista."""

    godkjente: tuple[Linje, ...] = Field(
        description="Ord som er riktige, men mangler i den norske ordlista."
    )
    unnga: dict[str, Linje] = Field(
        alias="unngå", description="Ord vi ikke bruker, og hva vi skriver i stedet."
    )
    spor_ikke: tuple[Sporring, ...] = Field(
        (),
        alias="spør_ikke",
        description="Det en oppgave, en øvelse eller en økt aldri ber om.",
    )
    i_stillhet: tuple[Sporring, ...] = Field(
        (), description="Det en oppgave bare ber om etter «Tenk selv:»."
    )

    nynorsk: Nynorskord = Field(
        Nynorskord(), description="Det som gjelder tekstene i data/nynorsk og nn.yaml."
    )


class Nynorsktekst(NamedTuple):
    """A text in nynorsk, and where it is written."""

    mark: Mark
    place: str
    tekst: str


class Tall(NamedTuple):
    """A theme's figures."""

    tema: str
    ord: int
    lix: float
    """The median over its paragraphs."""
    hoyeste: float
    grunnlag: Counter[str]
    """How many pairs have each kind of evidence."""
    trinn: Counter[str]
    """How many examples, tasks and trainings are made for each stage."""


@cache
def lix(text: str) -> float:
    """Return the readability of a text: words per sentence, plus the percentage of words over six
    letters.

    Source: Björnsson, C. H. (1968). Läsbarhet. Under 30 is easy, over 50 is hard.
    """
    words = _WORD.findall(text)
    sentences = max(1, len(re.findall(r"[.!?:](?=\s|[»”]|$)", text)))
    return len(words) / sentences + 100 * sum(len(word) > 6 for word in words) / max(1, len(words))


def figures(plan: Grunnplan) -> list[Tall]:
    """Return the figures of each theme."""
    found = []
    for tema in plan.temaer:
        paragraphs = [
            text
            for item in (tema, *tema.items())
            for key, text in texts(item)
            if key not in _NOT_PROSE
        ]
        values = [lix(text) for text in paragraphs if len(text.split()) >= _LONG_ENOUGH] or [0.0]
        words = sum(len(text.split()) for text in paragraphs)
        kinds = Counter[str](par.grunnlag for par in tema.par)
        stages = Counter[str](tema.stages())
        found.append(Tall(tema.tittel, words, median(values), max(values), kinds, stages))
    return found


def check_language(plan: Grunnplan, data: Path) -> Iterator[Problem]:
    """Yield what is wrong with the language of the shared plan.

    Hard paragraphs, themes that are hard as a whole, words we do not use, effects that do
    not begin with somebody, and, where hunspell and its Norwegian list are installed,
    words that no list knows. `data` is the data folder. Raises PlanError if
    `sprak.yaml` cannot be read.
    """
    sprak = _sprak(data)
    prose = [
        (address, item, key, text)
        for address, item, key, text in all_texts(plan)
        if key not in _NOT_PROSE
        and not (key == "tittel" and isinstance(item, Kilde))  # a source's title is the author's
    ]
    words = [_WORD.findall(_bare(text)) for *_, text in prose]
    unknown = unknown_words({word for ones in words for word in ones}, sprak.godkjente)
    avoided = re.compile(rf"\b(?:{'|'.join(map(re.escape, sprak.unnga))})\b", re.IGNORECASE)
    for (address, item, key, text), here in zip(prose, words, strict=True):
        for message in _faults(text, here, sprak, avoided, unknown):
            yield Problem(item.mark(key), f"{address}.{key}", message)
    for tema, tall in zip(plan.temaer, figures(plan), strict=True):
        if tall.lix >= MEDIAN:
            yield Problem(
                tema.mark("id"),
                tema.id,
                f"temaet er tungt å lese (LIX {tall.lix:.0f}, under {MEDIAN}); del setninger",
            )
    yield from _effects(plan)
    yield from _askings(plan, sprak)


def _sprak(data: Path) -> Sprak:
    return said(Sprak, data / "sprak.yaml", f"{data.name}/sprak.yaml")


def check_nynorsk(texts: Iterable[Nynorsktekst], data: Path) -> Iterator[Problem]:
    """Yield what is wrong with the language of texts in nynorsk: words that are bokmål alone, and
    where hunspell and its list are installed, words that no list knows.

    What is marked as bokmål with `{ lang="nb" }`, as a title is, may be what it is. Raises
    PlanError if `sprak.yaml` in the data folder cannot be read.
    """
    ours = _sprak(data).nynorsk
    written = [(one, set(_WORD.findall(_in_nynorsk(one.tekst)))) for one in texts]
    every = {word for _, words in written for word in words}
    unknown = unknown_words(every, ours.godkjente, "nn_NO")
    wrong = unknown | {word for word in every if word.lower() in ours.bare_bokmal}
    for (mark, place, _), words in written:
        for word in sorted(words & wrong):
            if said := ours.bare_bokmal.get(word.lower()):
                message = f"«{word}» er bokmål; skriv «{said}»"
                yield Problem(mark, place, message)
            else:
                message = (
                    f"«{word}» står ikke i den nynorske ordlista; rett det, eller skriv det under "
                    "«nynorsk» og «godkjente» i data/sprak.yaml"
                )
                yield Problem(mark, place, message)


_NOT_WORDS = re.compile(
    r"(?:\[[^\]]*\]\([^)]*\)|\*\*[^*]*\*\*)\{ *lang=\"nb\" *\}"
    r"|\{[^{}]*\}|\]\([^)]*\)|https?://\S+|`[^`]*`|\S+@\S+"
)
"""What is in another language, or no words at all."""
_SIGN = re.compile(r"[\[\]{*`@]|://")
"""Something of this stands in all that is such: quicker to look for, and most texts have none."""


def _in_nynorsk(text: str) -> str:
    """Return a text without what is in another language, and what is no words."""
    return _NOT_WORDS.sub(" ", text) if _SIGN.search(text) else text


def _bare(text: str) -> str:
    """Return a text without its parameters."""
    return PARAMETER.sub("", text) if "{" in text else text


def _faults(
    text: str, words: list[str], sprak: Sprak, avoided: re.Pattern[str], unknown: set[str]
) -> Iterator[str]:
    if len(words) >= _LONG_ENOUGH and lix(text) > HIGHEST:
        yield f"avsnittet er tungt (LIX {lix(text):.0f}, høyst {HIGHEST}); del setningen, eller bruk kortere ord"
    for word in sorted(unknown.intersection(words)):
        yield f"«{word}» står ikke i ordlista; rett det, eller skriv det under «godkjente» i data/sprak.yaml"
    for hit in avoided.findall(text):
        yield f"vi skriver ikke «{hit.lower()}»; {sprak.unnga[hit.lower()]}"


def _effects(plan: Grunnplan) -> Iterator[Problem]:
    for address, item in addressed(plan).items():
        if isinstance(item, Virkning) and not item.tekst.startswith(_STARTS):
            message = (
                "en virkning begynner med «Elevene» (eller «Foreldrene», «Hjemmet», «De ansatte»)"
            )
            yield Problem(item.mark("tekst"), f"{address}.tekst", message)


def _askings(plan: Grunnplan, sprak: Sprak) -> Iterator[Problem]:
    """What nobody is to be asked aloud: to name a pupil, or to tell an old case."""
    patterns = [
        [(re.compile(one.monster, re.IGNORECASE), one.rad) for one in asked]
        for asked in (sprak.spor_ikke, sprak.i_stillhet)
    ]
    for address, item, key, text in all_texts(plan):
        if not isinstance(item, Refleksjonsoppgave | Treningsforslag | Okt):
            continue
        aloud = text.partition(ALONE)[0] if isinstance(item, Refleksjonsoppgave) else ""
        for asked, words in zip(patterns, (text, aloud), strict=True):
            for pattern, rad in asked:
                if hit := pattern.search(words):
                    message = f"«{hit[0]}» ber om en ekte elev eller en ekte sak; {rad}"
                    yield Problem(item.mark(key), f"{address}.{key}", message)
