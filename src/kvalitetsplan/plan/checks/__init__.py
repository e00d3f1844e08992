"""What a type alone cannot say about a plan: that references lead somewhere, that ids stand once.

Every check takes a plan and yields problems. A new rule is a new function in CHECKS, or stands
beside them in `check` where it asks whose layer is on top.
"""

from collections.abc import Callable, Iterable, Iterator

from kvalitetsplan.plan.checks.evidence import (
    STRENGTH,
    emptied,
    evidence,
    lonely,
    overclaimed,
    says_otherwise,
    stands_for_the_theme,
)
from kvalitetsplan.plan.checks.kommune import (
    INVENTED,
    check_attachments,
    check_kommune,
    check_skole,
    not_draft,
)
from kvalitetsplan.plan.checks.pointing import check_references, check_repeated, used
from kvalitetsplan.plan.checks.rules import (
    FRAME,
    OURS,
    ids,
    is_reserved,
    lengths,
    parameters,
    reserved,
    timed,
    wall,
)
from kvalitetsplan.plan.checks.shared import check_shared, check_stages
from kvalitetsplan.plan.checks.synonyms import check_synonymer
from kvalitetsplan.plan.checks.texts import PARAMETER, all_texts, texts
from kvalitetsplan.plan.model import Endring, Grunnplan, Lag
from kvalitetsplan.reading.problems import Problem

__all__ = [
    "CHECKS",
    "FRAME",
    "INVENTED",
    "OURS",
    "PARAMETER",
    "STRENGTH",
    "all_texts",
    "check",
    "check_attachments",
    "check_kommune",
    "check_shared",
    "check_skole",
    "check_stages",
    "check_synonymer",
    "is_reserved",
    "not_draft",
    "overclaimed",
    "says_otherwise",
    "stands_for_the_theme",
    "texts",
    "used",
]

CHECKS: tuple[Callable[[Grunnplan], Iterator[Problem]], ...] = (
    ids,
    reserved,
    timed,
    lengths,
    emptied,
    parameters,
    wall,
)


def check(plan: Grunnplan, lag: Lag, endringer: Iterable[Endring] = ()) -> Iterator[Problem]:
    """Yield everything that is wrong with a plan. `lag` is the layer on top of it, and `endringer`
    what that has done.
    """
    for rule in CHECKS:
        yield from rule(plan)
    yield from evidence(plan, lag)
    removed = {one.adresse: one.mark for one in endringer if one.operasjon == "fjern"}
    yield from check_references(plan, removed)
    yield from check_repeated(plan)
    yield from lonely(plan, lag)
