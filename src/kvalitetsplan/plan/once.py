"""What is worked out of a plan is worked out once: a plan never changes, and many ask for the
same.
"""

from collections import deque
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from kvalitetsplan.plan.model import Grunnplan

T = TypeVar("T")

_KEPT = 4
"""For how many plans it is remembered: the shared plan in both forms, a municipality's, a
school's.
"""


def once(make: Callable[[Grunnplan], T]) -> Callable[[Grunnplan], T]:
    """Let something be worked out once for each plan. Everyone gets the same value, and must leave
    it as it is.
    """
    kept: deque[tuple[Grunnplan, T]] = deque(maxlen=_KEPT)

    @wraps(make)
    def known(plan: Grunnplan) -> T:
        found = next((value for one, value in tuple(kept) if one is plan), None)
        if found is None:
            found = make(plan)
            kept.append((plan, found))
        return found

    return known
