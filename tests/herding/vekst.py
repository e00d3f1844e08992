"""The plan grows: it is read and checked whole, and in the long form measured against its
ceilings.
"""

import subprocess
import sys
from collections.abc import Iterator

from conftest import ROOT

from herding import Omfang, Utfall, prosjekt
from kvalitetsplan.plan.grunnplan import check_grunnplan, load_grunnplan
from kvalitetsplan.reading.problems import PlanError

sys.path.insert(0, str(ROOT / "bench"))

from stor import make_project


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Read plans with more and more themes."""
    for themes in (20, 60, 120, 200)[: omfang.number(4, 1)]:
        with prosjekt.folder() as folder:
            data = make_project(folder / "prosjekt", themes) / "data"
            yield Utfall(12, f"{themes} temaer", _why_not_read(data, themes))
    if omfang.lang:
        words = [sys.executable, str(ROOT / "bench/stor.py")]
        answer = subprocess.run(words, capture_output=True, text=True, check=False)
        yield Utfall(12, "bench/stor.py", answer.returncode * answer.stdout[-200:])


def _why_not_read(data: object, themes: int) -> str:
    try:
        grunnplan = load_grunnplan(data)
        problems = check_grunnplan(data, grunnplan)
    except PlanError as error:
        problems = error.problems
        return f"{len(problems)} feil, som {problems[0]}"
    if problems:
        return f"{len(problems)} feil, som {problems[0]}"
    found = len(grunnplan.temaer)
    return "" if found == themes else f"leser {found} temaer"
