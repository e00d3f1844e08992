"""An update costs no word: random editions of a shared plan, a layer in several files over it, and
random answers to what `oppdater` asks.

Every text that the layer writes has a number. After each answer, the numbers that are in no file of
the layer must be those of the very change that was answered with a choice that says it goes; and in
the end what the files say is in the plan, or in a comment.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from random import Random

from tilfeldig import SAKER, TEXT, Raw, as_yaml, large_plan, random_layer, rewritten

from herding import Omfang, Utfall
from kvalitetsplan.editions.choices import PEK, SKRIV, SLETT, TA_NY, Ground, Sporsmal, Valg
from kvalitetsplan.editions.chosen import ChoiceDraft, read_choices
from kvalitetsplan.editions.draft import Draft, draft
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Fjern, Grunnplan, Lag, Temafil, Tilpasning
from kvalitetsplan.reading.problems import Mark, PlanError

SMALL = load_grunnplan(SAKER / "plan/data")
LETS_GO = (SLETT, TA_NY, SKRIV)
"""The choices that say that the words of a change go."""
ENOUGH = 400
"""No layer here asks so many questions."""
_NUMBERED = re.compile(r"ord\d+x")
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
    below = _below(themes, random) if lag == Lag.SKOLEN else ()
    plan = old = _plan(themes, below)
    written = _layer(themes, random, {one.id for one in below})
    layer = draft(_files(written, random), Ground(plan, lag, "prove", plan))
    kommune = f"{KOMMUNE}{as_yaml(_chosen(themes, random))}"
    for _ in range(random.randint(1, 3)):
        start = next(steps) * 100
        _next_edition(themes, written, random, range(start, start + random.randint(1, 25)))
        plan = _plan(themes, below)
        if random.random() < 0.3:
            continue  # this edition is not taken
        # Where git has no edition to take from, there is only the new one.
        known = old if random.random() < 0.8 else plan
        layer = _settled(draft(layer.texts, Ground(plan, lag, "prove", known)), random)
        _check_published(layer)
        if lag == Lag.KOMMUNEN:
            kommune = _settled_kommune(kommune, layer, random)
        old = plan


def _plan(themes: Raw, below: tuple[Fjern, ...]) -> Grunnplan:
    """Return the small plan with other themes, as it is without what a municipality has taken
    out.
    """
    file = Temafil.model_validate(themes)
    plan = SMALL.model_copy(update={name: getattr(file, name) for name in Temafil.model_fields})
    if not below:
        return plan
    gone = {one.id: one.begrunnelse for one in below}
    laid = apply(plan, Tilpasning(fjern=below), Lag.KOMMUNEN).grunnplan
    return laid.model_copy(update={"utgatt": {**laid.utgatt, **gone}})


def _below(themes: Raw, random: Random) -> tuple[Fjern, ...]:
    """Return what the municipality over a school takes out."""
    tema = random.choice(themes["temaer"][2:])
    item = random.choice(tema["eksempler"])
    return (Fjern(id=f"{tema['id']}/{item['id']}", begrunnelse="Det passer ikke."),)


def _layer(themes: Raw, random: Random, gone: set[str]) -> Raw:
    """Return a layer with every kind of operation, and a number in every text."""
    layer, numbers = random_layer(themes, random), count()
    for one in ("fjern", "erstatt"):
        layer[one] = [change for change in layer[one] if change["id"] not in gone]
    ids = {one.rpartition("/")[2] for one in gone}
    for order in layer["rekkefølge"]:
        order["id"] = [one for one in order["id"] if one not in ids] or [order["id"][0]]
    for tema in random.sample(themes["temaer"][2:], 2):
        layer["erstatt"].append(
            {"id": tema["id"], "felt": "ingress", "fra": tema["ingress"], "til": "Vårt."}
        )
        pair = random.choice(tema["par"])["id"]
        layer["legg_til"].append(
            {
                "liste": f"{tema['id']}/treningsforslag",
                "nytt": {
                    "id": f"prove-trening-{tema['id']}",
                    "tittel": "Prøv",
                    "tekst": "Vi prøver.",
                    "varighet": "Én dag",
                    "tegn": "Elevene ler.",
                    "par": [pair],
                },
            }
        )
    item = random.choice(themes["temaer"][2]["eksempler"])
    address = f"{themes['temaer'][2]['id']}/{item['id']}"
    if address not in {*gone, *(one["id"] for one in layer["fjern"])}:
        other = random.choice(themes["temaer"][2]["par"])["id"]
        layer["erstatt"].append({"id": address, "felt": "par", "fra": item["par"], "til": [other]})
    layer["sett"] = {"pu-tid": "fellestid"}
    return _numbered(layer, numbers)


def _numbered(value: object, numbers: Iterator[int], key: str = "") -> object:
    """Return a layer with a number in every text of its own."""
    if isinstance(value, dict):
        return {name: _numbered(one, numbers, name) for name, one in value.items()}
    if isinstance(value, list) and key in ("fjern", "erstatt", "legg_til", "rekkefølge"):
        return [_numbered(one, numbers) for one in value]
    own = ("til", "begrunnelse", "tekst", "tittel", "varighet", "tegn", "pu-tid")
    return f"{value} ord{next(numbers)}x" if isinstance(value, str) and key in own else value


def _files(layer: Raw, random: Random) -> dict[str, str]:
    """Return the layer in some files, each in its own style."""
    names = ["tilpasning.yaml", "tilpasning/a.yaml", "tilpasning/b.yaml"][: random.randint(1, 3)]
    parts: dict[str, Raw] = {name: {} for name in names}
    for key, value in layer.items():
        if isinstance(value, dict):
            parts[random.choice(names)][key] = value
            continue
        for one in value:
            parts[random.choice(names)].setdefault(key, []).append(one)
    found = {}
    for name, part in parts.items():
        text = as_yaml(json.loads(json.dumps(part))) if part else "# Ingenting ennå.\n"
        if random.random() < 0.3 and part:
            text = json.dumps(part, ensure_ascii=False, indent=1) + "\n"
        found[name] = text
    return found


def _next_edition(themes: Raw, layer: Raw, random: Random, steps: range) -> None:
    """Change the plan as its authors might: items, whole themes, and the words people set."""
    rewritten(themes, random, steps)
    act, tema = random.choice(("borte", "flyttet", "ord", "likt", "", "")), themes["temaer"][-1]
    if act == "borte" and len(themes["temaer"]) > 3:
        themes["temaer"].remove(tema)
        if random.random() < 0.7:
            themes["utgått"][tema["id"]] = "Det er en del av et annet tema."
    elif act == "flyttet":
        new = f"{tema['id']}-{steps[0]}"
        themes["flyttet"][tema["id"]], tema["id"] = new, new
    elif act == "ord" and themes["parametre"]:
        (word,) = themes["parametre"]
        if random.random() < 0.5:
            themes["flyttet"][f"parametre/{word['id']}"] = f"parametre/ord-{steps[0]}"
            word["id"] = f"ord-{steps[0]}"
        else:
            themes["parametre"] = []
        text = themes["temaer"][0]["refleksjonsoppgaver"][0]
        text["tekst"] = "Når er det ro hos oss?"
    elif act == "likt":
        # The authors take the municipality's words.
        change = random.choice([one for one in layer["erstatt"] if one["felt"] == TEXT["par"]])
        for pair in (one for tema in themes["temaer"][2:] for one in tema["par"]):
            if change["id"].endswith(f"/{pair['id']}"):
                pair["kjennetegn"] = change["til"]


def _chosen(themes: Raw, random: Random) -> Raw:
    """Return what `kommune.yaml` says of themes: some in a part of their own."""
    ids = [one["id"] for one in themes["temaer"]]
    part = {"tittel": "Først ord900x", "ingress": "Les ord901x.", "innhold": [ids[-1]]}
    more = {"tittel": "Så ord902x", "innhold": random.sample(ids, 3)}
    return {"temaer": random.sample(ids, 4), "deler": [part, more]}


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
            errors.append(f"{choice.navn}: {error}")
            continue
        mine = _words_at(layer, question.mark) if choice.navn in LETS_GO else set()
        if lost := _words(layer) - _words(after) - mine:
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
    return re.findall(r"^#.*$", "\n".join(layer.texts.values()), re.MULTILINE)


def _words_at(layer: Draft, mark: Mark) -> set[str]:
    """Return the words of the change that stands at a place."""
    changes = (*layer.layer.erstatt, *layer.layer.legg_til, *layer.layer.fjern)
    said = [repr(one) for one in changes if one.mark() == mark]
    said += [
        one for name, one in layer.layer.sett.items() if layer.layer.mark("sett", name) == mark
    ]
    return set(_NUMBERED.findall(" ".join(said)))


def _check_published(layer: Draft) -> None:
    """Raise Broken unless all that the files say is in the plan, or in a comment."""
    laid = apply(layer.ground.plan, layer.layer, layer.ground.lag)
    if laid.problems:
        raise Broken(f"alt er besvart, men planen er feil: {laid.problems[0]}")
    reasons = [one.begrunnelse or "" for one in laid.endringer]
    there = " ".join([laid.grunnplan.model_dump_json(), *_comments(layer), *reasons])
    if lost := _words(layer) - set(_NUMBERED.findall(there)):
        raise Broken(f"{sorted(lost)} står i fila, men ikke i planen")


def _settled_kommune(text: str, layer: Draft, random: Random) -> str:
    """Return `kommune.yaml` when everything it asks is answered."""
    plan = apply(layer.ground.plan, layer.layer, Lag.KOMMUNEN).grunnplan
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "kommune.yaml"
        path.write_text(text, encoding="utf-8")
        one = read_choices(path, "kommune.yaml", "prove", plan)
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
