"""Is the plan's language plain and right? Figures per theme, and problems to mend."""

import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from statistics import median
from typing import Annotated, NamedTuple

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from kvalitetsplan.plan.addresses import addressed
from kvalitetsplan.plan.checks import PARAMETER, texts
from kvalitetsplan.plan.model import (
    Grunnplan,
    Kilde,
    Linje,
    Okt,
    Refleksjonsoppgave,
    Treningsforslag,
    Virkning,
)
from kvalitetsplan.reading.problems import Mark, Problem
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.validation import build
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


class Skrevet(NamedTuple):
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
        for address, item in addressed(plan).items()
        for key, text in texts(item)
        if key not in _NOT_PROSE
        and not (key == "tittel" and isinstance(item, Kilde))  # a source's title is the author's
    ]
    unknown = unknown_words(" ".join(text for *_, text in prose), sprak.godkjente)
    avoided = re.compile(rf"\b(?:{'|'.join(map(re.escape, sprak.unnga))})\b", re.IGNORECASE)
    for address, item, key, text in prose:
        yield from (
            Problem(item.mark(key), f"{address}.{key}", message)
            for message in _faults(text, sprak, avoided, unknown)
        )
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
    return build(Sprak, read(data / "sprak.yaml", f"{data.name}/sprak.yaml"))


def check_nynorsk(texts: Iterable[Skrevet], data: Path) -> Iterator[Problem]:
    """Yield what is wrong with the language of texts in nynorsk: words that are bokmål alone, and
    where hunspell and its list are installed, words that no list knows.

    What is marked as bokmål with `{ lang="nb" }`, as a title is, may be what it is. Raises PlanError
    if `sprak.yaml` in the data folder cannot be read.
    """
    ours = _sprak(data).nynorsk
    written = [one._replace(tekst=_NOT_WORDS.sub(" ", one.tekst)) for one in texts]
    everything = " ".join(one.tekst for one in written)
    unknown = unknown_words(everything, ours.godkjente, "nn_NO")
    for mark, place, text in written:
        for word in sorted(set(_WORD.findall(text))):
            if said := ours.bare_bokmal.get(word.lower()):
                message = f"«{word}» er bokmål; skriv «{said}»"
                yield Problem(mark, place, message)
            elif word in unknown:
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


def unknown_words(text: str, godkjente: Iterable[str], dictionary: str = "nb_NO") -> set[str]:
    """Return the words that neither the dictionary nor our own list knows. Empty where there is no
    dictionary.
    """
    known = {word.lower() for word in godkjente}
    words = {
        word
        for word in _WORD.findall(PARAMETER.sub("", text))
        if len(word) > 1 and word.lower() not in known
    }
    if not has_dictionary(dictionary):
        return set()
    command = ["hunspell", "-d", dictionary, "-i", "UTF-8", "-l"]
    answer = subprocess.run(
        command, input="\n".join(sorted(words)), capture_output=True, text=True, check=False
    )
    return words & set(answer.stdout.split())


def has_dictionary(name: str = "nb_NO") -> bool:
    """Tell whether hunspell and one of its Norwegian word lists are installed."""
    places = (
        "/usr/share/hunspell",
        "/usr/share/myspell",
        "/Library/Spelling",
        str(Path.home() / "Library/Spelling"),
    )
    return shutil.which("hunspell") is not None and any(
        Path(place, f"{name}.dic").exists() for place in places
    )


def _faults(text: str, sprak: Sprak, avoided: re.Pattern[str], unknown: set[str]) -> Iterator[str]:
    words = _WORD.findall(PARAMETER.sub("", text))
    if len(words) >= _LONG_ENOUGH and lix(text) > HIGHEST:
        yield f"avsnittet er tungt (LIX {lix(text):.0f}, høyst {HIGHEST}); del setningen, eller bruk kortere ord"
    for word in sorted(set(words) & unknown):
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
    for address, item in addressed(plan).items():
        if not isinstance(item, Refleksjonsoppgave | Treningsforslag | Okt):
            continue
        for key, text in texts(item):
            aloud = text.partition(ALONE)[0] if isinstance(item, Refleksjonsoppgave) else ""
            for asked, said in ((sprak.spor_ikke, text), (sprak.i_stillhet, aloud)):
                for one in asked:
                    if hit := re.search(one.monster, said, re.IGNORECASE):
                        message = f"«{hit[0]}» ber om en ekte elev eller en ekte sak; {one.rad}"
                        yield Problem(item.mark(key), f"{address}.{key}", message)
