"""Who does what in a plan: each role, and everything that names it."""

from typing import NamedTuple

from kvalitetsplan.plan.model import (
    Hendelse,
    Lag,
    LokalRegel,
    Par,
    Program,
    Rolle,
    Sjekkliste,
    Tema,
    Tiltak,
    Trapp,
    Trappesteg,
)
from kvalitetsplan.plan.plan import Plan


class Ansvar(NamedTuple):
    """A role, and all that it has to do."""

    rolle: Rolle
    praksiser: tuple[tuple[Tema, tuple[Par, ...]], ...]
    regler: tuple[LokalRegel, ...]
    """What is decided locally of it; the shared plan's suggestions are not."""
    steg: tuple[tuple[Trapp, Trappesteg], ...]
    tiltak: tuple[Tiltak, ...]
    programmer: tuple[Program, ...]
    sjekklister: tuple[Sjekkliste, ...]
    hendelser: tuple[Hendelse, ...]

    @property
    def har_noe(self) -> bool:
        """Tell whether the role has anything to do, or is said to."""
        return bool(self.rolle.oppgaver) or any(self[1:])


def roles_with_duties(plan: Plan) -> tuple[Rolle, ...]:
    """Return the roles that the law or a local rule asks something of, in the order of the list."""
    shared = plan.grunnplan
    asked = {one.hvem for one in shared.krav} | {one.hvem for one in shared.lokale_regler}
    return tuple(rolle for rolle in shared.roller if rolle.id in asked)


def roles_in_themes(plan: Plan) -> tuple[Rolle, ...]:
    """Return the roles that a practice or a task in a chosen theme concerns."""
    met = {par.hvem for tema in plan.temaer for par in tema.par}
    met |= {id for task in (*plan.oppgaver, *plan.ovelser) for id in task.hvem}
    return tuple(rolle for rolle in plan.grunnplan.roller if rolle.id in met)


def responsibilities(plan: Plan) -> tuple[Ansvar, ...]:
    """Return what each role has to do; the roles with nothing are left out."""
    found = (_of(plan, rolle) for rolle in plan.grunnplan.roller)
    return tuple(one for one in found if one.har_noe)


def has_work(plan: Plan, rolle: Rolle) -> bool:
    """Tell whether a role has anything to do in a plan."""
    return _of(plan, rolle).har_noe


def _of(plan: Plan, rolle: Rolle) -> Ansvar:
    shared = plan.grunnplan
    steps = ((trapp, steg) for trapp in shared.trapper for steg in trapp.steg)
    return Ansvar(
        rolle,
        tuple(plan.praksiser(rolle.id)),
        tuple(
            one
            for one in shared.lokale_regler
            if one.hvem == rolle.id and one.lag != Lag.GRUNNPLANEN
        ),
        tuple((trapp, steg) for trapp, steg in steps if rolle.id in steg.hvem),
        tuple(one for one in shared.tiltak if rolle.id in one.hvem),
        tuple(one for one in shared.programmer if rolle.id in one.hvem),
        tuple(one for one in shared.sjekklister if rolle.id in one.hvem),
        tuple(one for one in shared.hendelser if rolle.id in one.hvem),
    )
