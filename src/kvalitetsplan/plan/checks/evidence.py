"""That nobody claims more than is known: what pairs lead to, and what they stand on."""

from collections.abc import Iterator

from kvalitetsplan.plan.addresses import is_decided
from kvalitetsplan.plan.checks.pointing import used
from kvalitetsplan.plan.model import Grunnplan, Lag, Par, Tema, Virkning
from kvalitetsplan.reading.problems import Problem

STRENGTH = ("ramme", "sannsynlig", "dokumentert")
"""How well a source makes something known, the weakest first."""


def lonely(plan: Grunnplan, lag: Lag) -> Iterator[Problem]:
    """Yield the effects of the layer on top that nothing leads to.

    An effect from below may be left lonely by a layer that removed its pairs; it is then not shown.
    """
    count = used(plan)
    for tema in plan.temaer:
        for virkning in tema.virkninger:
            alone = virkning.lag == lag and not count[f"{tema.id}/{virkning.id}"]
            if alone and not stands_for_the_theme(virkning, tema):
                message = "ingen par sannsynliggjør denne virkningen; skriv id-en i et par, eller fjern den"
                yield Problem(virkning.mark("id"), f"{tema.id}/{virkning.id}", message)


def stands_for_the_theme(virkning: Virkning, tema: Tema) -> bool:
    """Tell whether an effect that no pair leads to is the theme's as a whole: somebody's own, in a
    theme whose practices and effects stand in two lists.
    """
    return tema.er_ukoblet and virkning.lag != Lag.GRUNNPLANEN


def emptied(plan: Grunnplan) -> Iterator[Problem]:
    """Yield the pairs that lead to nothing, and have not been decided as they are."""
    for tema in plan.temaer:
        for par in tema.par:
            if not par.sannsynliggjor and not is_decided(par):
                message = (
                    "paret har ikke noe under «sannsynliggjør»; skriv minst én virkning, fjern paret, "
                    "eller skriv «grunnlag: vedtatt» hvis dere har bestemt det selv"
                )
                yield Problem(
                    par.mark("sannsynliggjør"), f"{tema.id}/{par.id}.sannsynliggjør", message
                )


def evidence(plan: Grunnplan, lag: Lag) -> Iterator[Problem]:
    """Yield the pairs of the layer on top that claim to be better known than their sources make
    them, and those below where it has changed what they say of it.
    """
    for tema, par, (felt, message) in overclaimed(plan, lag):
        if par.lag == lag or says_otherwise(par, lag):
            mark = par.replaced_at(*_SAYS) or par.mark(felt)
            yield Problem(mark, f"{tema.id}/{par.id}.{felt}", message)


_SAYS = ("grunnlag", "kilder")
"""What a pair says of how well it is known."""


def says_otherwise(par: Par, lag: Lag) -> bool:
    """Tell whether a layer has changed what a pair says of how well it is known."""
    return any(one.lag == lag and one.felt in _SAYS for one in par.endringer)


def overclaimed(plan: Grunnplan, lag: Lag) -> Iterator[tuple[Tema, Par, tuple[str, str]]]:
    """Yield the pairs that claim too much, each with the field that is wrong and what to write."""
    strength = {kilde.id: STRENGTH.index(kilde.grunnlag) for kilde in plan.kilder}
    for tema in plan.temaer:
        for par in tema.par:
            if reason := _why_too_much(
                par, lag, [strength[id] for id in par.kilder if id in strength]
            ):
                yield tema, par, reason


def _why_too_much(par: Par, lag: Lag, sources: list[int]) -> tuple[str, str] | None:
    """Return the field that is wrong and what to write, or None. `sources` is the strength of
    each.
    """
    if par.grunnlag == "vedtatt":
        own = par.lag != Lag.GRUNNPLANEN or any(one.felt == "grunnlag" for one in par.endringer)
        if "grunnlag" not in par.model_fields_set and not own:
            return None  # it is not written at all, which is another rule's to say
        message = "bare en kommune eller en skole kan ha vedtatt et par; skriv «ramme», «sannsynlig» eller «dokumentert»"
        return None if own else ("grunnlag", message)
    if not par.kilder:
        return "kilder", (
            "paret har ingen kilder; skriv minst én, "
            "eller «grunnlag: vedtatt» hvis dere har bestemt det selv"
        )
    best = max(sources, default=len(STRENGTH))  # unknown sources are another rule's business
    if best >= STRENGTH.index(par.grunnlag):
        return None
    why = {
        "dokumentert": "ingen av kildene har målt virkningen",
        "sannsynlig": "alle kildene er rammeverk, som ikke måler noe",
    }[par.grunnlag]
    is_own = par.lag == lag or any(
        (one.lag, one.felt) == (lag, "grunnlag") for one in par.endringer
    )
    remedy = "skriv" if is_own else "erstatt også «grunnlag» med"
    return "grunnlag", (
        f"«{par.grunnlag}» er for sterkt: {why}; "
        f"{remedy} «{STRENGTH[best]}», eller legg til en kilde som bærer det"
    )
