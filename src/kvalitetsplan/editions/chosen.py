"""What a newer plan below asks about `temaer:` and `deler:` in a municipality's `kommune.yaml`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kvalitetsplan.editing.yamlfile import Edit, edited
from kvalitetsplan.editions.choices import FOLG, SLETT, Sporsmal, Valg
from kvalitetsplan.plan.addresses import heir, is_outdated, why_gone
from kvalitetsplan.plan.model import Grunnplan, Kommune
from kvalitetsplan.reading.source import parse, read
from kvalitetsplan.reading.validation import build


@dataclass(frozen=True)
class ChoiceDraft:
    """A `kommune.yaml` with the answers given so far. It is asked as a `Draft` is."""

    text: str
    file: str
    eier: str
    plan: Grunnplan
    """The shared plan with the municipality's layer on it."""
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "ChoiceDraft":
        """Return the draft with a choice carried out. Raises PlanError if the file is laid out so
        that it cannot be changed safely.
        """
        return _draft(edited(self.text, valg.edits, self.file), self.file, self.eier, self.plan)


def read_choices(path: Path, file: str, eier: str, plan: Grunnplan) -> ChoiceDraft:
    """Return what `kommune.yaml` asks over a plan. Raises PlanError if it cannot be read."""
    read(path, file)
    return _draft(path.read_bytes().decode("utf-8-sig"), file, eier, plan)


def _draft(text: str, file: str, eier: str, plan: Grunnplan) -> ChoiceDraft:
    kommune = build(Kommune, parse(text.encode(), file))
    return ChoiceDraft(text, file, eier, plan, tuple(_questions(kommune, eier, plan)))


def _questions(kommune: Kommune, eier: str, plan: Grunnplan) -> Iterator[Sporsmal]:
    themes = {one.id for one in plan.temaer}
    places: list[tuple[str, tuple[str | int, ...], tuple[str, ...]]] = [
        ("temaer", ("temaer",), kommune.temaer)
    ]
    for part, del_ in enumerate(kommune.deler):
        places.append((f"deler {part + 1}", ("deler", part, "innhold"), del_.innhold))
    for name, loc, ids in places:
        for index, id in enumerate(ids):
            if id in themes or not is_outdated(plan, id):
                continue
            now = next((one for one in (heir(plan, id), f"{eier}-{id}") if one in themes), "")
            what = (
                f"Temaet «{id}» er tatt ut av grunnplanen: {why_gone(plan, id)}"
                if why_gone(plan, id)
                else f"Temaet «{id}» er flyttet til «{heir(plan, id)}»."
            )
            follow = Valg(FOLG, f"«{now}» står der i stedet", (Edit((*loc, index), now),))
            remove = Valg(SLETT, "temaet tas ut av lista", (Edit((*loc, index), None),))
            choices = (follow, remove) if now and now not in ids else (remove,)
            mark = kommune.mark(*loc, index)
            yield Sporsmal(f"{name} {id}", mark, what, (), choices)
