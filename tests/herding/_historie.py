"""What a random history is made of: editions of a shared plan, and a layer in several files."""

import json
from collections.abc import Iterator
from itertools import count
from random import Random

from tilfeldig import SAKER, TEXT, Raw, as_yaml, commented, random_layer, rewritten

from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Fjern, Grunnplan, Lag, Temafil, Tilpasning

SMALL = load_grunnplan(SAKER / "plan/data")


def plan_with(themes: Raw, below: tuple[Fjern, ...]) -> Grunnplan:
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


def taken_out(themes: Raw, random: Random) -> tuple[Fjern, ...]:
    """Return what the municipality over a school takes out."""
    tema = random.choice(themes["temaer"][2:])
    item = random.choice(tema["eksempler"])
    return (Fjern(id=f"{tema['id']}/{item['id']}", begrunnelse="Det passer ikke."),)


def layer_over(themes: Raw, random: Random, gone: set[str]) -> Raw:
    """Return a layer with every kind of operation, and a number in every text."""
    layer, numbers = random_layer(themes, random), count()
    for one in ("fjern", "erstatt"):
        layer[one] = [change for change in layer[one] if change["id"] not in gone]
    ids = {one.rpartition("/")[2] for one in gone}
    for order in layer["rekkefølge"]:
        order["id"] = [one for one in order["id"] if one not in ids] or [order["id"][0]]
    for tema in random.sample(themes["temaer"][2:], 2):
        layer["erstatt"] += [
            {"id": tema["id"], "felt": "ingress", "fra": tema["ingress"], "til": "Vårt."},
            {"id": tema["id"], "felt": "relaterte", "fra": [], "til": ["ro"]},
        ]
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
    return numbered(layer, numbers)


def numbered(value: object, numbers: Iterator[int], key: str = "") -> object:
    """Return a layer with a number in every text of its own."""
    if isinstance(value, dict):
        return {name: numbered(one, numbers, name) for name, one in value.items()}
    if isinstance(value, list) and key in ("fjern", "erstatt", "legg_til", "rekkefølge"):
        return [numbered(one, numbers) for one in value]
    own = ("til", "begrunnelse", "tekst", "tittel", "varighet", "tegn", "pu-tid")
    return f"{value} ord{next(numbers)}x" if isinstance(value, str) and key in own else value


def files(layer: Raw, later: Raw, random: Random) -> dict[str, str]:
    """Return the layer in some files, each in its own style, and what a later one says of them."""
    names = ["tilpasning.yaml", "tilpasning/a.yaml", "tilpasning/b.yaml"][: random.randint(1, 3)]
    parts: dict[str, Raw] = {name: {} for name in names}
    for key, value in layer.items():
        if isinstance(value, dict):
            parts[random.choice(names)][key] = value
            continue
        for one in value:
            parts[random.choice(names)].setdefault(key, []).append(one)
    if later:
        parts["tilpasning/c.yaml"] = later
    found = {}
    for name, part in parts.items():
        text = as_yaml(json.loads(json.dumps(part))) if part else "# Ingenting ennå.\n"
        text = commented(text, random)
        if random.random() < 0.3 and part:
            text = json.dumps(part, ensure_ascii=False, indent=1) + "\n"
        found[name] = text
    return found


def next_edition(themes: Raw, layer: Raw, random: Random, steps: range) -> None:
    """Change the plan as its authors might: items, whole themes, and the words people set."""
    rewritten(themes, random, steps)
    acts = ("borte", "borte", "flyttet", "flyttet", "ord", "likt", "", "")
    act, tema = random.choice(acts), themes["temaer"][-1]
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


def chosen(themes: Raw, random: Random) -> Raw:
    """Return what `kommune.yaml` says of themes: some in a part of their own."""
    ids = [one["id"] for one in themes["temaer"]]
    part = {"tittel": "Først ord900x", "ingress": "Les ord901x.", "innhold": [ids[-1]]}
    more = {"tittel": "Så ord902x", "innhold": random.sample(ids, 3)}
    return {"temaer": random.sample(ids, 4), "deler": [part, more]}
