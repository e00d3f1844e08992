"""Ask somebody to decide, one question at a time in a terminal, or take the answers from a file."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import click

from kvalitetsplan.editions.choices import KEEPS, LETS_GO, PEK, SKRIV, Sporsmal, Valg
from kvalitetsplan.editions.chosen import ChoiceDraft
from kvalitetsplan.editions.draft import Draft
from kvalitetsplan.imports.answers import Svarte
from kvalitetsplan.plan.model import Verdi
from kvalitetsplan.plan.words import shown
from kvalitetsplan.reading.problems import Mark, PlanError, Problem, listed, nearest
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.tree import Map, Node, Seq
from kvalitetsplan.reading.values import tidy

D = TypeVar("D", Draft, ChoiceDraft, Svarte)
"""What is decided about: a layer, what `kommune.yaml` chooses, or a document that is read in."""


SKIP = "hopp over"
"""Written instead of a choice, it leaves the question as Enter does."""


def decide(draft: D, answer: Callable[[D, Sporsmal], D | None]) -> D:
    """Return the draft with every question put to `answer` once, also those that an answer leads
    to. `answer` returns the draft with a choice carried out, or None to leave it undecided.
    """
    asked: set[tuple[str, str, str]] = set()
    while question := next((one for one in draft.questions if _key(one) not in asked), None):
        asked.add(_key(question))
        draft = answer(draft, question) or draft
    return draft


def _key(question: Sporsmal) -> tuple[str, str, str]:
    """Return what a question is known by, wherever in its file the answers before it put it."""
    mark = question.mark
    return question.navn, question.hva, str(mark.file) if isinstance(mark, Mark) else mark


def told(question: Sporsmal) -> Iterator[str]:
    """Yield a question as lines for people: its name, what has happened, and the texts side by
    side.
    """
    yield question.navn
    yield f"  {question.mark}"
    yield f"  {question.hva}"
    width = max((len(heading) for heading, _ in question.tekster), default=0)
    for heading, text in question.tekster:
        yield f"    {heading + ':':{width + 1}} {shown(text)}"


class Terminal:
    """Somebody at a terminal. What they decide is saved at once, so that nothing is lost if they
    stop.
    """

    def __init__(
        self,
        save: Callable[[Mapping[str, str]], None],
        prompt: str = "Skriv tallet eller ordene, eller trykk Enter (hopp over) for å vente med dette",
    ) -> None:
        self._save, self._prompt = save, prompt

    def __call__(self, draft: D, question: Sporsmal) -> D | None:
        """Ask until there is an answer that can be carried out. An empty answer leaves the
        question.
        """
        click.echo("\n".join(["", *told(question)]))
        for number, choice in enumerate(question.valg, start=1):
            click.echo(f"  {number}  {choice.navn}: {choice.forklaring}")
        while valg := self._chosen(question):
            try:
                new = draft.answered(valg)
            except PlanError as error:
                click.echo("\n".join(f"  {problem.message}" for problem in error.problems))
                continue
            self._save(new.texts)
            return new
        return None

    def _chosen(self, question: Sporsmal) -> Valg | None:
        """Return what somebody writes of a choice: its number, or its words as far as needed."""
        while (answer := click.prompt(self._prompt, "", show_default=False).strip()) != "":
            said = answer.casefold()
            if said == SKIP:
                return None
            named = [one for one in question.valg if one.navn.startswith(said)]
            if answer.isdecimal() and 0 < int(answer) <= len(question.valg):
                named = [question.valg[int(answer) - 1]]
            if len(named) == 1:
                (valg,) = named
                return valg.with_text(self._text(valg)) if valg.skrives else valg
            click.echo(
                f"  Velg {listed(map(str, range(1, len(question.valg) + 1)))}, eller skriv {listed(one.navn for one in question.valg)}."
            )
        return None

    def _text(self, valg: Valg) -> Verdi:
        if not valg.er_liste or valg.navn == PEK:
            return str(
                click.prompt("Ny tekst" if valg.navn == SKRIV else "Id eller adresse")
            ).strip()
        click.echo("Skriv én tekst på hver linje, og trykk Enter på en tom linje når du er ferdig.")
        return tuple(iter(lambda: click.prompt("Ny tekst", "", show_default=False).strip(), ""))


class Answers:
    """The answers in a file: the name of each question and a choice, or `skriv ny` and the text."""

    def __init__(self, path: Path) -> None:
        """Read the file. Raises PlanError if it cannot be read."""
        self._tree = read(path)
        self._unused = dict.fromkeys(self._tree)
        self._names: set[str] = set()
        self._offered: dict[str, set[str]] = {}
        self._was_asked: Callable[[str], bool] = lambda _: False

    def offered(self, questions: Iterable[Sporsmal], was_asked: Callable[[str], bool]) -> None:
        """Note what is offered before any answer, as `--tørr` shows it: an answer may make another
        unneeded, or leave it another way to be carried out, but not a fault. Nor is one to what
        `was_asked` before, and somebody has answered since.
        """
        self._was_asked = was_asked
        for one in questions:
            self._offered.setdefault(one.navn, set()).update(valg.navn for valg in one.valg)

    def __call__(self, draft: D, question: Sporsmal) -> D | None:
        """Answer as the file says; raises PlanError if that is not among the choices."""
        self._names.add(question.navn)
        if question.navn not in self._tree:
            return None
        self._unused.pop(question.navn, None)
        answer = self._tree[question.navn]
        if isinstance(answer, str) and answer.casefold() == SKIP:
            return None
        valg = self._chosen(question, answer) or self._instead(question, answer)
        if valg is None:
            return None
        try:
            return draft.answered(valg)
        except PlanError as error:
            if not isinstance(answer, Map):
                raise
            mark = next(iter(answer.values_at.values()))
            raise PlanError(replace(one, mark=mark) for one in error.problems) from error

    def check_used(self) -> None:
        """Raise PlanError if the file answers something that nobody asks."""
        for name in [one for one in self._unused if one in self._offered]:
            click.echo(f"{name}: De andre svarene har alt avgjort dette, så svaret ble ikke brukt.")
            del self._unused[name]
        left = self._names - set(self._tree)
        for name in [one for one in self._unused if self._was_asked(one)]:
            near = nearest(name, left) or "."
            click.echo(f"{name}: Ingenting venter på dette nå, så svaret ble ikke brukt{near}")
            del self._unused[name]
        if self._unused:
            raise PlanError(
                Problem(
                    self._tree.keys_at[name],
                    name,
                    f"ingenting venter på dette svaret{nearest(name, self._names)}",
                )
                for name in self._unused
            )

    def _chosen(self, question: Sporsmal, answer: Node) -> Valg | None:
        for valg in question.valg:
            key, text = self._written(answer)
            key = key.casefold()
            if valg.skrives and key == valg.navn and isinstance(text, str) and not valg.er_liste:
                return valg.with_text(tidy(text))
            if valg.skrives and key == valg.navn and isinstance(text, str | Seq) and valg.er_liste:
                texts = [text] if isinstance(text, str) else text
                return valg.with_text(tuple(tidy(str(one)) for one in texts))
            if isinstance(answer, str) and valg.navn == answer.casefold() and not valg.skrives:
                return valg
        return None

    def _instead(self, question: Sporsmal, answer: Node) -> Valg | None:
        """Return what comes nearest to a choice that the other answers have left no room for, and
        say so: no words go that were to stay. None leaves the question. Raises PlanError if the
        choice was never there.
        """
        said = (answer if isinstance(answer, str) else self._written(answer)[0]).casefold()
        now = {one.navn for one in question.valg}
        if said in self._offered.get(question.navn, ()) and said not in now:
            ways = LETS_GO if said in LETS_GO else () if said in (SKRIV, PEK) else KEEPS
            near = [one for way in ways for one in question.valg if one.navn == way]
            instead = next(iter(near if len(now) > 1 else question.valg), None)
            what = f"ble «{instead.navn}»: {instead.forklaring}" if instead else "venter på et valg"
            click.echo(f"{question.navn}: Etter de andre svarene går ikke «{said}», så det {what}.")
            return instead
        choices = [f"{{ {one.navn}: … }}" if one.skrives else one.navn for one in question.valg]
        message = f"dette kan ikke stå her; skriv {listed(choices)}"
        raise PlanError([Problem(self._tree.values_at[question.navn], question.navn, message)])

    def _written(self, answer: Node) -> tuple[str, Node]:
        """Return the choice and the text of an answer such as `{ skriv ny: Vi hilser. }`."""
        return (
            next(iter(answer.items())) if isinstance(answer, Map) and len(answer) == 1 else ("", "")
        )
