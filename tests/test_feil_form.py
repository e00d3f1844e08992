"""Whatever shape somebody gives a value, the answer is a plan or problems in Norwegian, never a
crash.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from kvalitetsplan.plan.load import load_all
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.reading.problems import PlanError

PLAN = Path(__file__).parent / "saker" / "plan" / "data"
LAYER = {
    "fjern": [{"id": "ro/varsler", "begrunnelse": "Vi gjør det annerledes."}],
    "erstatt": [
        {
            "id": "ro/venter",
            "felt": "kjennetegn",
            "fra": "Vi venter på stillhet.",
            "til": "Vi teller.",
        }
    ],
    "legg_til": [
        {
            "liste": "ro/eksempler",
            "plassering": {"etter": "to-minutter"},
            "nytt": {"id": "ny", "tekst": "Læreren hvisker.", "par": ["venter"]},
        }
    ],
    "rekkefølge": [{"liste": "temaer", "id": ["lek"]}],
    "sett": {"pu-tid": "fellestid"},
}
SHAPES: list[Any] = ["", "x", "9", [], ["x"], [[]], {}, {"a": "b"}, {"id": "x"}]
ENGLISH = re.compile(
    r"\b(input|should|valid|field|required|expected|type|string|dictionary|tuple)\b", re.IGNORECASE
)


def _files() -> dict[str, Any]:
    paths = [*PLAN.glob("*.yaml"), *PLAN.glob("kommuner/*/*.yaml")]
    read = {
        path.relative_to(PLAN).as_posix(): yaml.load(path.read_text("utf-8"), yaml.CBaseLoader)
        for path in paths
    }
    return {**read, "kommuner/prove/tilpasning.yaml": LAYER}


def _places(tree: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key in (
        tree if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    ):
        yield from _places(tree[key], (*path, key))


def _with(tree: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    copy = dict(tree) if isinstance(tree, dict) else list(tree)
    copy[path[0]] = _with(tree[path[0]], path[1:], value)
    return copy


@pytest.mark.parametrize("name", _files())
def test_a_value_of_any_shape_anywhere_is_answered_in_norwegian(name: str, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(PLAN, data)
    tree = _files()[name]
    (data / "kommuner/prove/tilpasning.yaml").write_text(
        yaml.dump(LAYER, allow_unicode=True), encoding="utf-8"
    )
    for path in _places(tree):
        for shape in SHAPES:
            (data / name).write_text(
                yaml.dump(_with(tree, path, shape), allow_unicode=True), encoding="utf-8"
            )
            try:
                load_all(project_at(data.parent))
            except PlanError as error:
                said = [problem.message for problem in error.problems]
            else:
                continue
            assert said, (path, shape)
            assert not any(ENGLISH.search(re.sub(r"«[^»]*»", "", message)) for message in said), (
                path,
                shape,
                said,
            )
