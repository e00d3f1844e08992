"""An update costs no word: random editions of a shared plan, a layer in several files over it, and
random answers to what `oppdater` asks.

Every text that the layer writes has a number, and many a comment with the same one. After each
answer, the numbers that are in no file of the layer must be those of the very change that was
answered with a choice that says it goes; and in the end what the files say is in the plan, or in a
comment. What `--tørr` shows can be answered in a file, whatever the answers are.
"""

import re
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from itertools import count, takewhile
from pathlib import Path
from random import Random

from tilfeldig import (
    SAKER,
    Raw,
    as_yaml,
    going_on,
    large_plan,
)

from herding import Omfang, Utfall
from herding._historie import (
    chosen,
    files,
    layer_over,
    next_edition,
    numbered,
    plan_with,
    taken_out,
)
from kvalitetsplan.commands.questions import SKIP, Answers, decide
from kvalitetsplan.editions.choices import PEK, SKRIV, SLETT, TA_NY, Ground, Sporsmal, Valg
from kvalitetsplan.editions.chosen import ChoiceDraft, read_choices
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.continued import continued
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Lag
from kvalitetsplan.reading.problems import Mark, PlanError

LETS_GO = (SLETT, TA_NY, SKRIV)
"""The choices that say that the words of a change go."""
ENOUGH = 400
"""No layer here asks so many questions."""
_NUMBERED = re.compile(r"(?:ord|merk)\d+x")
KOMMUNE = (SAKER / "plan/data" / "kommuner" / "prove" / "kommune.yaml").read_text(encoding="utf-8")


class Broken(Exception):
    """The promise is broken. Says how."""


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Try random histories."""
    for number in range(omfang.number(long=2000, short=12)):
        name = f"historier {number}"
        random = omfang.random(name)
        try:
            _history(random)
        except Broken as error:
            yield Utfall(8, name, str(error))
        except PlanError as error:
            yield Utfall(8, name, f"ingen kan svare: {error}")
        else:
            yield Utfall(8, name)


def _history(random: Random) -> None:
    """Let a plan come in some editions under a layer, which is settled after each, or later."""
    themes, steps = large_plan(), count()
    lag = random.choice([Lag.KOMMUNEN, Lag.KOMMUNEN, Lag.SKOLEN])
    gone = taken_out(themes, random) if lag == Lag.SKOLEN else ()
    plan = old = plan_with(themes, gone)
    written = layer_over(themes, random, {one.id for one in gone})
    later = numbered(going_on(written, random), count(500)) if random.random() < 0.7 else {}
    layer = draft(files(written, later, random), Ground(plan, lag, "prove", plan))
    kommune = f"{KOMMUNE}{as_yaml(chosen(themes, random))}"
    for _ in range(random.randint(1, 3)):
        start = next(steps) * 100
        next_edition(themes, written, random, range(start, start + random.randint(1, 25)))
        plan = plan_with(themes, gone)
        if random.random() < 0.3:
            continue  # this edition is not taken
        # Where git has no edition to take from, there is only the new one.
        known = old if random.random() < 0.8 else plan
        before = draft(layer.texts, Ground(plan, lag, "prove", known))
        layer = _settled(_from_file(before, random) if random.random() < 0.5 else before, random)
        _check_published(layer)
        if lag == Lag.KOMMUNEN:
            kommune = _settled_kommune(kommune, before, layer, random)
        old = plan


def _settled(layer: Draft, random: Random) -> Draft:
    """Return the layer when everything it asks is answered."""
    offered: set[str] = set()
    for _ in range(ENOUGH):
        asked = [one for one in layer.questions if one.venter or one.navn not in offered]
        if not asked:
            return layer
        question = random.choice(asked)
        offered.add(question.navn)
        layer = _answered(layer, question, random)
    raise Broken(f"spør uten ende: {layer.questions[0].navn}")


def _answered(layer: Draft, question: Sporsmal, random: Random) -> Draft:
    """Return the layer with one question answered, if no other word goes with that."""
    choices, errors = list(question.valg), []
    random.shuffle(choices)
    if SLETT in (one.navn for one in choices) and len(choices) == 1:
        raise Broken(f"{question.navn}: kan bare slettes")
    for choice in choices:
        try:
            after = layer.answered(_written(layer, choice, random))
        except PlanError as error:
            if choice.navn not in (SKRIV, PEK):
                raise Broken(f"{question.navn}, «{choice.navn}»: {error}") from error
            errors.append(f"{choice.navn}: {error}")
            continue
        mine = _words_at(layer, question) if choice.navn in LETS_GO else set()
        if lost := _words(layer) - _words(after) - mine - _taken_over(layer, question):
            raise Broken(f"{question.navn}, «{choice.navn}»: {sorted(lost)} er borte")
        return after
    raise Broken(f"{question.navn}: ingen valg lar seg gjøre: {errors}")


def _written(layer: Draft, choice: Valg, random: Random) -> Valg:
    """Return the choice with something written, where it must be."""
    if not choice.skrives:
        return choice
    if choice.navn != PEK:
        return choice.with_text("Vi skriver: noe, #nytt")
    pairs = [one.id for tema in layer.ground.plan.temaer for one in tema.par]
    return choice.with_text(random.choice(pairs))


def _words(layer: Draft) -> set[str]:
    """Return the words of the layer: in what it changes, and in the comments."""
    said = layer.layer.model_dump(exclude={"erstatt": {"__all__": {"fra"}}})
    return set(_NUMBERED.findall(f"{said} {_comments(layer)}"))


def _comments(layer: Draft) -> list[str]:
    return re.findall(r"(?:^|\s)#.*$", "\n".join(layer.texts.values()), re.MULTILINE)


def _words_at(layer: Draft, question: Sporsmal) -> set[str]:
    """Return the words of the change that is asked about, with those of the texts that are shown
    and of the comments on them.
    """
    mark = question.mark
    changes = (*layer.layer.erstatt, *layer.layer.legg_til, *layer.layer.fjern)
    said = [repr(one) for one in changes if one.mark() == mark]
    said += [
        one for name, one in layer.layer.sett.items() if layer.layer.mark("sett", name) == mark
    ]
    said += [repr(text) for _, text in question.tekster]
    said += _lines_at(layer, mark)
    said += [
        line
        for one in layer.layer.erstatt
        if repr(one.til) in said
        for line in _lines_at(layer, one.mark())
    ]
    words = set(_NUMBERED.findall(" ".join(said)))
    return words | {one.replace("ord", "merk") for one in words}


def _taken_over(layer: Draft, question: Sporsmal) -> set[str]:
    """Return the words that a change is written to replace, and that the authors have taken over:
    they are the plan's own.
    """
    changes = (one for one in layer.layer.erstatt if one.mark() == question.mark)
    words = set(_NUMBERED.findall(" ".join(repr(one.fra) for one in changes)))
    return words & set(_NUMBERED.findall(layer.ground.old.model_dump_json()))


def _lines_at(layer: Draft, mark: Mark) -> list[str]:
    """Return the lines of a file that a change stands on: the first, and those further in."""
    lines, space = layer.texts[mark.file].splitlines(), " " * (mark.column - 1)
    first, *rest = lines[mark.line - 1 :]
    return [first, *takewhile(lambda line: line.startswith(space) and space, rest)]


def _from_file(layer: Draft, random: Random) -> Draft:
    """Return the layer when what it asks at first is answered in a file, at random."""
    given: Raw = {}
    for question in layer.questions:
        free = [one.navn for one in question.valg if one.navn not in (SKRIV, PEK)]
        given[question.navn] = random.choice([*free, SKIP])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "svar.yaml"
        path.write_text(as_yaml(given) if given else "{}\n", encoding="utf-8")
        answers = Answers(path)
    answers.offered(layer.questions, lambda _: False)
    try:
        with redirect_stdout(StringIO()):
            after = decide(layer, answers)
            answers.check_used()
    except PlanError as error:
        raise Broken(f"svar etter --tørr passer ikke: {error}") from error
    mine = (_words_at(layer, one) for one in layer.questions if given[one.navn] in LETS_GO)
    taken = (_taken_over(layer, one) for one in layer.questions)
    if lost := _words(layer) - _words(after) - set[str]().union(*mine, *taken):
        raise Broken(f"svarfil: {sorted(lost)} er borte")
    return after


def _check_published(layer: Draft) -> None:
    """Raise Broken unless all that the files say is in the plan, or in a comment."""
    laid = apply(layer.ground.plan, continued(layer.layer)[0], layer.ground.lag)
    if laid.problems:
        raise Broken(f"alt er besvart, men planen er feil: {laid.problems[0]}")
    reasons = [one.begrunnelse or "" for one in laid.endringer]
    there = " ".join([laid.grunnplan.model_dump_json(), *_comments(layer), *reasons])
    # What another file goes on from, it says too, and that is what readers see.
    again = set(_NUMBERED.findall(" ".join(repr(one.fra) for one in layer.layer.erstatt)))
    if lost := _words(layer) - set(_NUMBERED.findall(there)) - again:
        raise Broken(f"{sorted(lost)} står i fila, men ikke i planen")
    own = {one.nytt["id"] for one in layer.layer.legg_til if one.liste == "temaer"}
    if twice := [one for one in own if re.sub(r"-\d+$", "", one) in own - {one}]:
        raise Broken(f"to egne temaer for ett: {twice}")


def _settled_kommune(text: str, before: Draft, layer: Draft, random: Random) -> str:
    """Return `kommune.yaml` when everything it asks is answered."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kommune.yaml"
        path.write_text(text, encoding="utf-8")
        shown = read_choices(path, "kommune.yaml", before).questions
        one = read_choices(path, "kommune.yaml", layer)
    offered = {(asked.navn, valg.navn) for asked in shown for valg in asked.valg}
    if (
        more := {(asked.navn, valg.navn) for asked in one.questions for valg in asked.valg}
        - offered
    ):
        raise Broken(f"{more} ble ikke vist før laget var besvart")
    for _ in range(ENOUGH):
        if not one.questions:
            (text,) = one.texts.values()
            return text
        question = one.questions[0]
        choice = random.choice(question.valg)
        after = one.answered(choice)
        if choice.navn != SLETT and _in_texts(one) != _in_texts(after):
            raise Broken(f"{question.navn}, «{choice.navn}»: ord i kommune.yaml er borte")
        one = after
    raise Broken("kommune.yaml spør uten ende")


def _in_texts(one: ChoiceDraft) -> set[str]:
    return set(_NUMBERED.findall("\n".join(one.texts.values())))
