"""What a newer plan below asks about `temaer:` and `deler:` in a municipality's `kommune.yaml`."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kvalitetsplan.editing.edits import Edit
from kvalitetsplan.editing.yamlfile import edited, read_text
from kvalitetsplan.editions.choices import FOLG, SLETT, Sporsmal, Valg, may_be_own, set_aside
from kvalitetsplan.editions.draft import Draft
from kvalitetsplan.editions.following import Loc
from kvalitetsplan.plan.addresses import heir, is_outdated, own_id, why_gone
from kvalitetsplan.plan.layers import apply
from kvalitetsplan.plan.model import Grunnplan, Kommune, Lag
from kvalitetsplan.reading.source import parse
from kvalitetsplan.reading.validation import build


@dataclass(frozen=True)
class ChoiceDraft:
    """A `kommune.yaml` with the answers given so far. It is asked as a `Draft` is."""

    texts: Mapping[str, str]
    """The text of the file by what problems call it."""
    eier: str
    plan: Grunnplan
    """The shared plan with the municipality's layer on it."""
    kept: frozenset[str]
    """The themes that may still become the municipality's own."""
    questions: tuple[Sporsmal, ...]

    def answered(self, valg: Valg) -> "ChoiceDraft":
        """Return the draft with a choice carried out. Raises PlanError if the file is laid out so
        that it cannot be changed safely.
        """
        texts = {file: edited(text, valg.edits, file) for file, text in self.texts.items()}
        return _draft(texts, self.eier, self.plan, self.kept)


def read_choices(path: Path, file: str, layer: Draft) -> ChoiceDraft:
    """Return what `kommune.yaml` asks over the plan that a layer makes. Raises PlanError if it
    cannot be read.
    """
    plan = apply(layer.ground.plan, layer.layer, Lag.KOMMUNEN).grunnplan
    texts, eier = {file: read_text(path, file)}, layer.ground.eier
    return _draft(texts, eier, plan, may_be_own(layer.questions))


def _draft(
    texts: Mapping[str, str], eier: str, plan: Grunnplan, kept: frozenset[str]
) -> ChoiceDraft:
    ((file, text),) = texts.items()
    kommune = build(Kommune, parse(text.encode(), file))
    return ChoiceDraft(texts, eier, plan, kept, tuple(_questions(kommune, eier, plan, kept)))


def _questions(
    kommune: Kommune, eier: str, plan: Grunnplan, kept: frozenset[str]
) -> Iterator[Sporsmal]:
    themes = kept | {one.id for one in plan.temaer}
    places: list[tuple[str, Loc, tuple[str, ...]]] = [("temaer", ("temaer",), kommune.temaer)]
    for part, del_ in enumerate(kommune.deler):
        places.append((f"deler {part + 1}", ("deler", part, "innhold"), del_.innhold))
    for name, loc, ids in places:
        for index, id in enumerate(ids):
            gone = is_outdated(plan, id) or is_outdated(plan, id.removeprefix(f"{eier}-"))
            if id not in themes and gone:
                parts = len(kommune.deler) if loc[0] == "deler" else 0
                now = _now(eier, plan, id, themes)
                choices = tuple(_choices(now, (*loc, index), ids, parts))
                mark = kommune.mark(*loc, index)
                yield Sporsmal(f"{name} {id}", mark, _told(plan, id), (), choices)


def _now(eier: str, plan: Grunnplan, id: str, themes: frozenset[str]) -> str:
    """Return the theme that one lives on as, or may; "" if none."""
    return next((one for one in (heir(plan, id), own_id(id, eier)) if one in themes), "")


def _choices(now: str, loc: Loc, ids: tuple[str, ...], parts: int) -> Iterator[Valg]:
    """Yield what can be done about the theme at `loc`, which is gone, but may live on as `now`.
    `parts` is how many parts there are, if it stands in one.
    """
    if now and now not in ids:
        yield Valg(FOLG, f"«{now}» står der i stedet", (Edit(loc, now),))
    if loc[0] == "deler" and len(ids) == 1:  # a part must hold something
        whole = loc[:2] if parts > 1 else loc[:1]
        yield set_aside(whole, "delen blir en kommentar nederst i fila")
        yield Valg(SLETT, "delen tas ut, siden den ikke har mer", (Edit(whole, None),))
    elif len(ids) == 1:  # an empty list chooses nothing
        message = "«temaer:» tas ut, siden lista ikke har mer; da er alle temaene med"
        yield Valg(SLETT, message, (Edit(loc[:1], None),))
    else:
        yield Valg(SLETT, "temaet tas ut av lista", (Edit(loc, None),))


def _told(plan: Grunnplan, id: str) -> str:
    if reason := why_gone(plan, id):
        return f"Temaet «{id}» er tatt ut av grunnplanen: {reason}"
    if heir(plan, id) == id:
        return f"Temaet «{id}» ble ikke beholdt som deres eget."
    return f"Temaet «{id}» er flyttet til «{heir(plan, id)}»."
