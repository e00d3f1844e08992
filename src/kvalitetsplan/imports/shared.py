"""The items of the shared plan that a piece of a document may be the same as."""

from dataclasses import dataclass
from functools import cached_property

from kvalitetsplan.imports.labels import Slag
from kvalitetsplan.imports.likeness import Likeness
from kvalitetsplan.imports.norwegian import Norsk
from kvalitetsplan.plan.addresses import address_in
from kvalitetsplan.plan.model import Grunnplan, Punkt, item_lists

IN_THEME = {
    Slag.KJENNETEGN: ("par", "kjennetegn"),
    Slag.VIRKNING: ("virkninger", "tekst"),
    Slag.EKSEMPEL: ("eksempler", "tekst"),
    Slag.REFLEKSJON: ("refleksjonsoppgaver", "tekst"),
    Slag.TRENING: ("treningsforslag", "tekst"),
}
"""In which list of a theme each kind of piece stands, and the field that has its text."""
OUTSIDE = {
    Slag.REGEL: ("lokale_regler", "tekst"),
    Slag.HENDELSE: ("hendelser", "tittel"),
    Slag.KONTAKT: ("kontakter", "tittel"),
    Slag.TILTAK: ("tiltak", "tekst"),
    Slag.TRAPP: ("trapper", "tittel"),
}
"""The same for what stands in no theme."""


@dataclass(frozen=True)
class Shared:
    """A shared plan, to be searched for what says the same."""

    grunnplan: Grunnplan
    norsk: Norsk

    @cached_property
    def by_address(self) -> dict[str, Punkt]:
        """Every item that a piece may be the same as."""
        return {address: item for items in self._lists.values() for address, item in items.items()}

    @cached_property
    def _lists(self) -> dict[str, dict[str, Punkt]]:
        """Every shared list that a piece can stand in, with its items by address."""
        outside = {name: item_lists(self.grunnplan)[name] for name, _ in OUTSIDE.values()}
        found = {
            name: {address_in(name, one.id): one for one in items}
            for name, items in outside.items()
        }
        for tema in self.grunnplan.temaer:
            for name, items in item_lists(tema).items():
                found[f"{tema.id}/{name}"] = {f"{tema.id}/{one.id}": one for one in items}
        return found

    @cached_property
    def likeness(self) -> dict[str, Likeness]:
        """What the items of each list say, by the address of the list."""
        fields = dict((*IN_THEME.values(), *OUTSIDE.values()))
        found = {}
        for address, items in self._lists.items():
            felt = fields.get(address.rpartition("/")[2])
            if felt:
                texts = {one: str(getattr(item, felt)) for one, item in items.items()}
                found[address] = Likeness(texts, self.norsk)
        return found
