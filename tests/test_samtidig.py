"""Two who write at once: what one has written while the other had the page open, is not lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kvalitetsplan.editing.seen import refuse_changed
from kvalitetsplan.editing.session import Redigering
from kvalitetsplan.editing.tailoring import Refused
from kvalitetsplan.editing.writing import contents, write_checked
from kvalitetsplan.plan.addresses import address_in, addressed, find, list_at
from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.load import load_plan
from kvalitetsplan.plan.model import Grunnplan, item_lists
from kvalitetsplan.plan.project import project_at
from kvalitetsplan.plan.sted import Sted
from kvalitetsplan.reading.problems import PlanError
from kvalitetsplan.site.proposals import written

ITEM = "relasjon/hilser-ved-navn"
NEW = {"id": "naboens", "tekst": "Naboens ord.", "par": ["hilser-ved-navn"]}
OTHERS: list[dict[str, Any]] = [
    {"op": "erstatt", "id": ITEM, "felt": "kjennetegn", "til": "Naboens ord."},
    {"op": "legg_til", "liste": "relasjon/eksempler", "nytt": NEW},
    {"op": "fjern", "id": ITEM, "begrunnelse": "Naboens grunn."},
]


@pytest.fixture
def editing(project: Path) -> Redigering:
    return Redigering(project_at(project), Sted("eksempel"))


def _shared(editing: Redigering) -> Grunnplan:
    return load_grunnplan(editing.project.data)


def _plan(editing: Redigering) -> Grunnplan:
    return load_plan(editing.project, editing.sted).grunnplan


def _ids(editing: Redigering, liste: str) -> list[str]:
    return [one.id for one in list_at(_plan(editing), liste) or ()]


def _whole(plan: Grunnplan, address: str, seen: dict[str, Any]) -> dict[str, Any]:
    """Return an item with all in it, as the editor in the browser has it."""
    found = find(plan, address)
    assert found
    held = {
        key: [_whole(plan, address_in(f"{address}/{key}", one.id), seen) for one in items]
        for key, items in item_lists(found[1]).items()
    }
    return {"id": found[1].id, **seen[address], **held}


def _removal(editing: Redigering, address: str) -> dict[str, Any]:
    plan = _plan(editing)
    whole = _whole(plan, address, written(plan)["punkter"])
    return {"op": "fjern", "id": address, "fra": whole, "begrunnelse": "Vår grunn."}


@pytest.mark.parametrize(
    ("address", "other"), [(ITEM, OTHERS[0]), ("relasjon", OTHERS[0]), ("relasjon", OTHERS[1])]
)
def test_what_somebody_else_has_changed_meanwhile_is_not_taken_out(
    editing: Redigering, address: str, other: dict[str, Any]
) -> None:
    removal = _removal(editing, address)
    editing.take(other, _shared(editing))
    with pytest.raises(Refused, match=f"^{address} er endret av noe annet siden du åpnet siden;"):
        editing.take({"op": "flere", "steg": [removal]}, _shared(editing))
    editing.undo()
    assert find(_plan(editing), address)


@pytest.mark.parametrize("other", OTHERS[1:])
def test_an_order_is_not_given_to_a_list_that_is_another_meanwhile(
    editing: Redigering, other: dict[str, Any]
) -> None:
    liste = other.get("liste", "relasjon/par")
    ids = _ids(editing, liste)
    order = {"op": "rekkefølge", "liste": liste, "fra": ids, "id": ids[::-1]}
    editing.take(other, _shared(editing))
    with pytest.raises(Refused, match=f"^lista {liste} er endret av noe annet siden du åpnet"):
        editing.take(order, _shared(editing))
    now = _ids(editing, liste)
    editing.take({**order, "fra": now, "id": now[::-1]}, _shared(editing))
    with pytest.raises(Refused, match=f"^lista {liste} er endret"):
        editing.take(order, _shared(editing))


def test_themes_are_ordered_from_what_the_municipality_shows_first(editing: Redigering) -> None:
    path = editing.project.folder("eksempel") / "kommune.yaml"
    first, second, *_ = _ids(editing, "temaer")
    path.write_text(path.read_text("utf-8") + f"temaer: [{second}, {first}]\n", encoding="utf-8")
    ids = _ids(editing, "temaer")
    assert ids[:2] == [second, first]
    order = {"op": "rekkefølge", "liste": "temaer", "fra": ids, "id": [first, second]}
    editing.take(order, _shared(editing))
    assert _ids(editing, "temaer")[:2] == [first, second]


def test_what_is_seen_in_the_browser_is_what_the_plan_says(editing: Redigering) -> None:
    plan = _plan(editing)
    seen = written(plan)["punkter"]
    for address in addressed(plan):
        step = {"op": "fjern", "id": address, "fra": _whole(plan, address, seen)}
        refuse_changed(step, plan, lambda: plan)


def _written_meanwhile(path: Path) -> Callable[[object], object]:
    return lambda _: path.write_text("# naboens\n", encoding="utf-8")


def test_a_file_that_changes_between_reading_and_writing_is_not_written_over(
    editing: Redigering,
) -> None:
    path = editing.project.folder("eksempel") / "tilpasning.yaml"
    read = contents([path])
    path.write_text("# naboens\n", encoding="utf-8")
    with pytest.raises(PlanError, match="endret av noe annet"):
        write_checked(editing.project, "eksempel", {path: b"sett: {}\n"}, lambda _: None, read)
    assert path.read_text("utf-8") == "# naboens\n"


def test_a_file_that_nobody_may_write_in_is_not_replaced(editing: Redigering) -> None:
    path = editing.project.folder("eksempel") / "tilpasning.yaml"
    path.touch()
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(PermissionError):
        editing.take(OTHERS[0], _shared(editing))
    assert path.read_bytes() == before


def test_a_file_that_changes_while_the_plan_is_checked_is_not_written_over(
    editing: Redigering,
) -> None:
    path = editing.project.folder("eksempel") / "tilpasning.yaml"
    with pytest.raises(PlanError, match=r"tilpasning\.yaml:1:1  fila ble endret av noe annet"):
        write_checked(editing.project, "eksempel", {path: b"vaar: 1\n"}, _written_meanwhile(path))
    assert path.read_text("utf-8") == "# naboens\n"
