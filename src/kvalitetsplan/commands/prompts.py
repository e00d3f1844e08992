"""Questions in the terminal, in Norwegian, asked again until the answer can be used.

What an answer must be is a function from text to value that raises `Unusable`; the
same function judges what was given as an option instead.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

import click

from kvalitetsplan.plan.colour import why_unreadable
from kvalitetsplan.plan.register import Oppforing, Register
from kvalitetsplan.plan.words import slug
from kvalitetsplan.reading.unseen import why_no_text
from kvalitetsplan.reading.values import tidy, why_nested

T = TypeVar("T")


class Unusable(Exception):
    """The answer cannot be used. Says why, and what to propose instead, if anything."""

    def __init__(self, message: str, proposal: str | None = None) -> None:
        self.message, self.proposal = message, proposal
        super().__init__(message)


def ask(question: str, check: Callable[[str], T], default: str | None = None) -> T:
    """Ask until `check` takes the answer, and return what it makes of it."""
    while True:
        try:
            return check(
                click.prompt(
                    question, default=default, prompt_suffix=" " if question.endswith("?") else ": "
                )
            )
        except Unusable as error:
            click.echo(f"  {error.message[:1].upper()}{error.message[1:]}")
            default = error.proposal or default


def settle(
    given: str | None, question: str, check: Callable[[str], T], default: str | None, quiet: bool
) -> T:
    """Return what `check` makes of what was given; if nothing was, ask, or with `quiet` take the
    default.

    Raises ClickException if what was given cannot be used.
    """
    if given is None and not quiet:
        return ask(question, check, default)
    try:
        return check(given or default or "")
    except Unusable as error:
        raise click.ClickException(error.message) from error


def one_of(choices: Sequence[str]) -> Callable[[str], str]:
    """Return a check for one of a few words, in upper or lower case; the first letters are
    enough.
    """

    def check(text: str) -> str:
        fits = [
            one
            for one in choices
            if text.strip() and one.casefold().startswith(text.strip().casefold())
        ]
        if len(fits) != 1:
            raise Unusable(f"«{text}» kan ikke brukes her; skriv {' eller '.join(choices)}")
        return fits[0]

    return check


def is_sure(question: str) -> bool:
    """Ask a question where an empty answer means no."""
    return ask(f"{question} (ja/nei)", one_of(["ja", "nei"]), "nei") == "ja"


def a_kommune(register: Register, quiet: bool) -> Callable[[str], Oppforing]:
    """Return a check for a municipality's name or number; asks about the county where two have the
    same name.
    """

    def check(text: str) -> Oppforing:
        found = register.find(text)
        if not found:
            near = register.nearest(text)
            hint = (
                f" – mente du «{near.fullt_navn}»?" if near else "; alle står i data/kommuner.csv"
            )
            raise Unusable(f"ukjent kommune «{text}»{hint}", near.fullt_navn if near else None)
        if len(found) == 1:
            return found[0]
        by_county = {one.fylke: one for one in found}
        both = " og ".join(f"{one.fylke} ({one.nummer})" for one in found)
        if quiet:
            raise Unusable(f"{found[0].navn} finnes i {both}; skriv nummeret")
        click.echo(f"  {found[0].navn} finnes i {both}.")
        return by_county[ask("Hvilket fylke?", one_of(list(by_county)))]

    return check


def a_name(kommune: Oppforing) -> Callable[[str], str]:
    """Return a check for the name as it is to be shown."""

    def check(text: str) -> str:
        name = _clean(text)
        if kommune.navn not in name:
            raise Unusable(f"navnet må ha med «{kommune.navn}»")
        return name

    return check


def a_colour(use: str) -> Callable[[str], str]:
    """Return a check for a colour as «hoved» or «aksent»; it proposes the nearest shade that can be
    read.
    """

    def check(text: str) -> str:
        colour = f"#{text.strip().removeprefix('#').lower()}"
        if not re.fullmatch("#[0-9a-f]{6}", colour):
            raise Unusable(f"«{text}» må være en farge med seks sifre, som «#1a4d8f»")
        if reason := why_unreadable(use, colour):
            raise Unusable("{}; bruk for eksempel «{}»".format(*reason), reason[1])
        return colour

    return check


def a_logo(text: str) -> Path:
    """Check that a path leads to a picture that every browser shows."""
    file = Path(text)
    if not file.is_file():
        raise Unusable(f"finner ikke fila «{text}»")
    if file.suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg", ".webp"):
        raise Unusable(f"logoen «{text}» må være SVG, PNG, JPG eller WEBP; SVG er skarpest")
    return file


def a_skole(text: str) -> str:
    """Check a school's name as it is to be shown; its folder is called by its letters and
    numbers.
    """
    name = _clean(text)
    if not slug(name):
        raise Unusable(
            f"«{text}» kan ikke være navnet på en skole; skriv minst én bokstav eller ett tall"
        )
    return name


def a_text(text: str) -> str:
    """Check that something is written."""
    if not text.strip():
        raise Unusable("skriv noe her")
    return _clean(text)


def _clean(text: str) -> str:
    """Return a text as it is read in a file; one that no file may have cannot be used."""
    clean = tidy(unicodedata.normalize("NFC", text))
    if reason := why_no_text(clean) or why_nested(text):
        raise Unusable(reason)
    return clean
