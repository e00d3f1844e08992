"""Which practices lead to which effects, by the rows they stand in."""

from typing import Any

from kvalitetsplan.imports.labels import Slag

Entry = dict[str, Any]
_MOST_EFFECTS = 50


def pair(
    lists: dict[str, list[tuple[Entry, str]]], rows: dict[int, dict[str, list[str]]], used: set[int]
) -> None:
    """Let what stands in one row of a table belong together, where the row has one practice."""
    pairs = {entry["id"]: entry for entry, _ in lists["par"]}
    tasks = {
        entry["id"]: entry
        for name in ("eksempler", "refleksjonsoppgaver", "treningsforslag")
        for entry, _ in lists.get(name, ())
    }
    for number in sorted(used - {0}):
        row = rows.get(number, {})
        practices = row.get(str(Slag.KJENNETEGN), [])
        if len(practices) != 1:
            continue
        (practice,) = practices
        effects = row.get(str(Slag.VIRKNING), [])[:_MOST_EFFECTS]
        if practice in pairs and effects:
            pairs[practice]["sannsynliggjør"] = effects
        for slag in (Slag.EKSEMPEL, Slag.REFLEKSJON, Slag.TRENING):
            for id in row.get(str(slag), ()):
                if id in tasks:
                    tasks[id]["par"] = [practice]


def has_unpaired(lists: dict[str, list[tuple[Entry, str]]]) -> bool:
    """Tell whether some practice leads to nothing: then effects may stand for themselves."""
    return any("sannsynliggjør" not in entry for entry, _ in lists.get("par", ()))


def alone(lists: dict[str, list[tuple[Entry, str]]]) -> list[str]:
    """Return the new effects that no practice leads to."""
    led_to = {id for entry, _ in lists.get("par", ()) for id in entry.get("sannsynliggjør", ())}
    return [entry["id"] for entry, _ in lists.get("virkninger", ()) if entry["id"] not in led_to]
