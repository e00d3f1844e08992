"""The box for searching and what comes of it, as a reader sees them; and all that can be found."""

from pathlib import Path

import pytest
from conftest import ROOT

from kvalitetsplan.plan.plan import Plan
from kvalitetsplan.site.interface import interface_texts
from kvalitetsplan.site.search import Funn, findings

FIELD = "[data-sok-felt]"
CARDS = "[data-sok-kort]"
LINKS = f"{CARDS} a[href]"
SAID = ".kp-sok__antall"


@pytest.fixture(scope="session")
def findable(plans: dict[str, Plan], published: Path) -> list[Funn]:
    """Everything that can be found in the example municipality's plan, pages of running text
    apart.
    """
    return findings(plans["eksempel"], interface_texts(ROOT), [])
