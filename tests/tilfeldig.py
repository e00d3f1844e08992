"""A plan large enough to change at random, random new versions of it, and random layers over it."""

import json
import re
from pathlib import Path
from random import Random
from typing import Any

import yaml

from kvalitetsplan.reading.unseen import why_unwanted

SAKER = Path(__file__).parent / "saker"
KEYS = ("par", "eksempler", "treningsforslag")
TEXT = {"par": "kjennetegn", "eksempler": "tekst", "treningsforslag": "tekst"}
Raw = dict[str, Any]


def is_meant(text: str) -> bool:
    """Tell whether somebody may have meant to write a text: all its characters can be seen, and
    none is what is left of another.
    """
    return not any(why_unwanted(text))


def large_plan() -> Raw:
    """The small plan's themes.yaml with three more themes, each with enough to change."""
    themes: Raw = yaml.load(
        (SAKER / "plan/data" / "themes.yaml").read_text(encoding="utf-8"), yaml.CBaseLoader
    )
    themes["temaer"] += [_theme(f"tema-{letter}") for letter in "abc"]
    return json.loads(json.dumps(themes))  # no list is shared, so that one can change alone


def _theme(id: str) -> Raw:
    numbers = ("en", "to", "tre", "fire")
    pairs = {"hvem": "ansatte", "grunnlag": "sannsynlig", "kilder": ["hansen2009"]}
    tries = {"varighet": "Én uke", "tegn": "Elevene ser opp."}
    return {
        "id": id,
        "tittel": "Ro",
        "kort": "Ro i timen.",
        "ingress": "Vi lager ro.",
        "virkninger": [{"id": f"v-{one}", "tekst": "Elevene hører beskjeden."} for one in numbers],
        "par": [
            {"id": f"p-{one}", "kjennetegn": "Vi venter.", **pairs, "sannsynliggjør": [f"v-{one}"]}
            for one in numbers
        ],
        "eksempler": [
            {"id": f"e-{one}", "tekst": "Vi rydder.", "par": [f"p-{one}", "p-en"]}
            for one in numbers
        ],
        "treningsforslag": [
            {"id": f"t-{one}", "tittel": "Prøv", "tekst": "Vent.", **tries, "par": ["p-fire"]}
            for one in numbers
        ],
    }


def rewritten(themes: Raw, random: Random, steps: range = range(8)) -> dict[str, str]:
    """Change a plan in place as its authors might, and return what was done to each address.

    What is done is `omskrevet`, `flyttet` or `fjernet`; what is added is not told. The
    numbers in `steps` become ids, so they must not be used twice on one plan.
    """
    done: dict[str, str] = {}
    for step in steps:
        tema = random.choice(themes["temaer"][2:])
        key = random.choice(KEYS)
        item = random.choice(tema[key])
        address = f"{tema['id']}/{item['id']}"
        act = random.choice(["omskrevet", "flyttet", "fjernet", "nytt"])
        if act == "nytt":
            fresh = {
                "id": f"ny-{step}",
                "tekst": "Vi synger.",
                "par": [random.choice(tema["par"])["id"]],
            }
            tema["eksempler"].insert(random.randrange(len(tema["eksempler"]) + 1), fresh)
        elif (
            {address} - {*done, *themes["flyttet"].values()}
            and item["id"][:2] != "ny"
            and _can(act, tema, key, item)
        ):
            done[address] = act
            _change(themes, tema, key, item, act, step)
    return done


def _can(act: str, tema: Raw, key: str, item: Raw) -> bool:
    """Tell whether the plan is whole after this: what refers to a pair that goes, must have another
    left.
    """
    users = (
        [one for other in KEYS[1:] for one in tema[other] if item["id"] in one["par"]]
        if key == "par"
        else []
    )
    return act != "fjernet" or (
        len(tema[key]) > 1 and all(len(set(one["par"])) > 1 for one in users)
    )


def _change(themes: Raw, tema: Raw, key: str, item: Raw, act: str, step: int) -> None:
    old, new = item["id"], f"{item['id']}-{step}"
    address = f"{tema['id']}/{old}"
    if act == "omskrevet":
        item[TEXT[key]] = f"Vi gjør det på en ny måte, som er nummer {step}."
        return
    if act == "fjernet":
        tema[key].remove(item)
        themes["utgått"][address] = "Det sto to ganger."
        if key == "par":
            effect = item["sannsynliggjør"][0]
            tema["virkninger"] = [one for one in tema["virkninger"] if one["id"] != effect]
    else:
        item["id"] = new
        themes["flyttet"][address] = f"{tema['id']}/{new}"
    for one in (one for other in KEYS[1:] for one in tema[other] if key == "par"):
        names = [new if act == "flyttet" and id == old else id for id in one["par"]]
        one["par"] = [id for id in dict.fromkeys(names) if id != old]


def random_layer(themes: Raw, random: Random) -> Raw:
    """Return a layer that fits a plan: every kind of operation, none in the way of another."""
    layer: Raw = {
        "fjern": [],
        "erstatt": [],
        "legg_til": [],
        "rekkefølge": [],
        "sett": {"pu-tid": "fellestid"},
    }
    for tema in themes["temaer"][2:]:
        examples = [one["id"] for one in tema["eksempler"]]
        random.shuffle(examples)
        removed, *kept = examples
        layer["fjern"].append(
            {"id": f"{tema['id']}/{removed}", "begrunnelse": "Vi gjør det annerledes."}
        )
        name = random.choice(
            ["prove-egen", *(f"ny-{step}" for step in range(10))]
        )  # as new items in the plan are called
        own = {"id": name, "tekst": "Vi hvisker.", "par": [random.choice(tema["par"])["id"]]}
        layer["rekkefølge"].append(
            {"liste": f"{tema['id']}/eksempler", "id": random.sample([*kept, name], 2)}
        )
        place = random.choice(
            ["først", "sist", {"etter": random.choice(kept)}, {"før": random.choice(kept)}]
        )
        layer["legg_til"].append(
            {"liste": f"{tema['id']}/eksempler", "plassering": place, "nytt": own}
        )
        for key in KEYS:
            item = random.choice([one for one in tema[key] if one["id"] != removed])
            change = {
                "id": f"{tema['id']}/{item['id']}",
                "felt": TEXT[key],
                "fra": item[TEXT[key]],
                "til": "Vi teller.",
            }
            layer["erstatt"].append(change)
    return layer


def going_on(layer: Raw, random: Random) -> Raw:
    """Return what a later file of a layer says of what the others say: of texts, own items and
    orders.
    """
    later: Raw = {"erstatt": [], "rekkefølge": []}
    for one in random.sample(layer["erstatt"], len(layer["erstatt"]) // 2):
        if isinstance(one["til"], str):
            later["erstatt"].append({**one, "fra": one["til"], "til": "Vi ser opp."})
    for one in layer["legg_til"]:
        own = f"{one['liste'].rpartition('/')[0]}/{one['nytt']['id']}"
        if random.random() < 0.5:
            change = {"fra": one["nytt"]["tekst"], "til": "Vi nikker."}
            later["erstatt"].append({"id": own, "felt": "tekst", **change})
    for one in random.sample(layer["rekkefølge"], 1):
        later["rekkefølge"].append({**one, "id": one["id"][::-1]})
    return later


def commented(text: str, random: Random) -> str:
    """Return a layer's file with comments where its texts begin, each with the number of its
    text.
    """
    lines = text.splitlines()
    for index, line in enumerate(lines):
        found = re.fullmatch(r"( *)(- )?(til|tekst|begrunnelse): (\w.* ord(\d+)x)", line)
        if found and random.random() < 0.5:
            space, dash, key, words, number = found.groups("")
            head = f"{space}{dash}{key}:"
            lines[index] = random.choice(
                [
                    f'{head} "{words}" # merk{number}x',
                    f"{head} >-   # merk{number}x\n{space}{' ' * len(dash)}  {words}",
                ]
            )
    new = "\n".join(lines) + "\n"
    same = yaml.load(new, yaml.CBaseLoader) == yaml.load(text, yaml.CBaseLoader)
    return new if same else text


def touched(layer: Raw, done: dict[str, str], themes: Raw) -> set[str]:
    """Return the names of the changes in a layer that a new version, with these themes, asks
    about.
    """
    gone = {address for address, act in done.items() if act != "omskrevet"}
    names = {f"fjern {one['id']}" for one in layer["fjern"] if one["id"] in gone}
    names |= {f"erstatt {one['id']}.{one['felt']}" for one in layer["erstatt"] if one["id"] in done}
    for one in layer["rekkefølge"]:
        owner = one["liste"].partition("/")[0]
        names |= {f"rekkefølge {one['liste']}" for id in one["id"] if f"{owner}/{id}" in gone}
    for one in layer["legg_til"]:
        owner = one["liste"].partition("/")[0]
        beside = one["plassering"].values() if isinstance(one["plassering"], dict) else ()
        points_to = {f"{owner}/{id}" for id in (*beside, *one["nytt"]["par"])}
        shared = {
            f"{tema['id']}/{item['id']}"
            for tema in themes["temaer"]
            for item in tema.get("eksempler", ())
        }
        own = f"{owner}/{one['nytt']['id']}"
        names |= {f"legg_til {own}"} if points_to & gone or own in shared else set()
    return names


def as_yaml(data: Raw) -> str:
    """Return data as YAML, in the order it has."""
    return yaml.dump(data, Dumper=yaml.CDumper, allow_unicode=True, sort_keys=False)
