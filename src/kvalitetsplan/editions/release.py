"""Write down what an edition of the shared plan changed, in a file of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kvalitetsplan.editing.yamltext import as_yaml
from kvalitetsplan.editions.differences import compare
from kvalitetsplan.plan.model import Grunnplan, Utgavefil
from kvalitetsplan.plan.releases import FOLDER, as_release
from kvalitetsplan.reading.files import write_whole
from kvalitetsplan.reading.source import parse

_HEAD = "# Skrevet av «kvalitetsplan utgi». Leserne ser dette på siden «Nytt og endret».\n"


def write_release(
    data: Path, old: Grunnplan, new: Grunnplan, dato: str, before: Callable[[], object]
) -> tuple[Path, Utgavefil] | None:
    """Write what `new` changed since `old` to a file of its own; do nothing if that is nothing.

    `dato` is the day the edition comes, as 2027-08-01. `before` is done right before it is written.
    Returns the file and what it says. Raises PlanError if it would not be read again.
    """
    if not (found := compare(old, new)):
        return None
    about = {
        "versjon": new.utgave.versjon,
        "dato": dato,
        "nytt": new.utgave.nytt,
        "fra": old.utgave.versjon,
    }
    differences = [one.model_dump(mode="json", exclude_defaults=True) for one in found]
    content = (_HEAD + as_yaml(_texts({**about, "forskjeller": differences}))).encode()
    path = data / FOLDER / f"{new.utgave.versjon}.yaml"
    file = f"{data.name}/{FOLDER}/{path.name}"
    release = as_release(parse(content, file), file)
    before()
    path.parent.mkdir(exist_ok=True)
    write_whole(path, content)
    return path, release


def _texts(value: Any) -> Any:
    """Return the value with every number as text: that is how a data file is read."""
    if isinstance(value, dict):
        return {key: _texts(one) for key, one in value.items() if one is not None}
    return [_texts(one) for one in value] if isinstance(value, list | tuple) else str(value)
