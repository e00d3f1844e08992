"""Ståsted: what a staff looks at together, and what each thing on the list leads to."""

from typing import Any

from kvalitetsplan.plan.addresses import tema_of
from kvalitetsplan.plan.model import Okt, Refleksjonsoppgave, Treningsforslag
from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site import pages, sessions
from kvalitetsplan.site.text import plain

PAGE = "stasted.html"
"""The page where a staff sees where it stands and where to begin."""
PROPOSED = 2
"""How many tasks, and how many training suggestions, are proposed for each thing."""
TRAITS = (
    ("ledelse/sier-hvorfor", "ledelse/velger-bort", "skole-hjem/sier-hva-vi-tror-pa"),
    ("ledelse/fredet-tid", "ledelse/alle-voksne-med", "relasjon/eier-relasjonen"),
    ("ledelse/likt-og-ulikt", "voksenrollen/samme-linje", "relasjon/eier-relasjonen"),
    ("ledelse/en-ting-ett-tegn", "ledelse/forteller-om-bom", "relasjon/eier-relasjonen"),
    ("ledelse/spor-hva-vi-provde", "ledelse/tar-opp-igjen", "relasjon/folger-med-pa-hvem"),
    ("ledelse/spor-elever-og-hjem", "skole-hjem/laner-fra-hjemmet"),
    ("ledelse/leder-over-med", "ledelse/rektor-innom", "relasjon/folger-med-pa-hvem"),
)
"""The pairs that each trait of a learning culture is about, in the order of `kultur_punkter`: the
nearest first, and last one for plans that have none of the others. Our own choice.
"""
OWN_LIST = ("ledelse/en-ting-ett-tegn", "ledelse/spor-hva-vi-provde", "relasjon/eier-relasjonen")
"""The pairs for a sentence of one's own: to try one thing at a time fits whatever it says."""


def lists(plan: Plan, culture: dict[str, Any]) -> dict[str, dict[str, object]]:
    """Return what a staff can look at together: each theme's pairs, with the tasks, the training
    and the session that go with each, and the traits of a learning culture (`culture`: the texts of
    ståsted).
    """
    themes: dict[str, dict[str, object]] = {
        tema.id: {
            "tittel": plain(plan.fill(tema.tittel)),
            "punkter": [
                {"id": par.id, "tekst": plain(plan.fill(par.kjennetegn))}
                | _work(plan, (f"{tema.id}/{par.id}",))
                for par in tema.par
            ],
        }
        for tema in plan.temaer
    }
    traits = [
        {"id": str(number), "tekst": text} | _work(plan, pairs)
        for number, (text, pairs) in enumerate(
            zip(culture["kultur_punkter"], TRAITS, strict=True), 1
        )
    ]
    source = culture["kultur_kilde"]
    return themes | {"kultur": {"tittel": culture["kultur"], "kilde": source, "punkter": traits}}


def work_for_own(plan: Plan) -> dict[str, object]:
    """Return what goes with any sentence a staff has written itself."""
    return _work(plan, OWN_LIST)


def _work(plan: Plan, pairs: tuple[str, ...]) -> dict[str, object]:
    """Return what one can begin with for some pairs: tasks and training with their pages, and a
    ready session. What is taken out of the plan is left out.
    """
    known = sessions.shown(plan, pairs[:-1]) or sessions.shown(plan, pairs[-1:])
    tasks = _proposed(plan, known, "refleksjonsoppgaver")
    training = _proposed(plan, known, "treningsforslag")
    okt = _session_for(plan, known, [*tasks, *training])
    return {
        "adresse": "".join(known[:1]),
        "oppgaver": [_link(plan, one) for one in tasks],
        "trening": [_link(plan, one) for one in training],
        "okt": [sessions.page(okt), plain(plan.fill(okt.tittel))] if okt else [],
    }


def _link(plan: Plan, address: str) -> tuple[str, str, str]:
    title = plain(plan.fill(plan.by_address[address].tittel))  # type: ignore[attr-defined]  # tasks and training have one
    return address, title, pages.url(plan, address)


def _proposed(plan: Plan, pairs: list[str], kind: str) -> list[str]:
    """Return the tasks or the training of some pairs. Where they have none: those of the theme
    whose pairs work for most of the same effects as the first, and are done by the same people.
    """
    own = [one for address in pairs for one in _of_pair(plan, address, kind)]
    found = own or [one for address in pairs[:1] for one in _nearest(plan, address, kind)]
    return list(dict.fromkeys(found))[:PROPOSED]


def _of_pair(plan: Plan, address: str, kind: str) -> list[str]:
    tema, id = plan.tema(tema_of(address)), address.rpartition("/")[2]
    return [f"{tema.id}/{one.id}" for one in getattr(tema, kind) if id in one.par]


def _nearest(plan: Plan, address: str, kind: str) -> list[str]:
    tema = plan.tema(tema_of(address))
    pairs = {par.id: par for par in tema.par}
    here = pairs[address.rpartition("/")[2]]

    def shared(item: Refleksjonsoppgave | Treningsforslag) -> tuple[int, bool]:
        others = [pairs[one] for one in item.par if one in pairs]
        effects = {effect for par in others for effect in par.sannsynliggjor}
        return len(effects & {*here.sannsynliggjor}), any(par.hvem == here.hvem for par in others)

    items = sorted(getattr(tema, kind), key=shared, reverse=True)
    return [f"{tema.id}/{one.id}" for one in items]


def _session_for(plan: Plan, pairs: list[str], work: list[str]) -> Okt | None:
    """Return the ready session that has most of this in it, the pair counted most; among equals the
    first of the theme.
    """
    if not pairs:
        return None
    sessions = plan.okter(plan.tema(tema_of(pairs[0])))

    def has(okt: Okt) -> tuple[bool, int]:
        return pairs[0] in okt.les, len({*okt.oppgaver, *okt.trening} & {*work})

    return max(sessions, key=has, default=None)
