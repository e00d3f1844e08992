"""What nobody had thought of: one line in Norwegian with what to do, and the rest kept in a
file.
"""

import os
import traceback
from datetime import datetime
from pathlib import Path

from kvalitetsplan.reading.files import user_folder, why
from kvalitetsplan.reading.problems import PlanError

_KEPT = 20
"""How many files with details we keep."""


def in_one_line(error: BaseException) -> str:
    """Return what went wrong and what to do, in Norwegian, and keep the details in a file."""
    if isinstance(error, PlanError):
        return f"planen har feil; rett dem, og prøv igjen\n{error}"
    details = "".join(traceback.format_exception(error))
    if isinstance(error, OSError) and error.errno:
        return why(error)
    if isinstance(error, MemoryError):
        return "maskinen har ikke mer minne; lukk andre programmer, og prøv igjen"
    if isinstance(error, UnicodeDecodeError):
        return (
            "en fil, eller det git svarer, er ikke skrevet i UTF-8; lagre fila på nytt som UTF-8, "
            "eller se om git virker («git status»), og prøv igjen. "
            f"{told(keep(details))}"
        )
    return f"noe gikk galt som programmet ikke kjenner; prøv igjen. {told(keep(details))}"


def keep(details: str) -> Path | None:
    """Write details in a file of their own and return it; None if there is nowhere to write."""
    folder = user_folder("feil")
    if not folder:
        return None
    name = f"{datetime.now():%Y-%m-%d-%H%M%S}-{os.getpid()}.txt"
    try:
        old = sorted(folder.glob("*.txt"))[: -_KEPT + 1]
        for one in old:
            one.unlink(missing_ok=True)
        with (folder / name).open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"{details}\n")
    except OSError:
        return None
    return folder / name


def told(file: Path | None) -> str:
    """Return where the details are, and what to do with them."""
    if not file:
        return "Detaljene kunne ikke lagres; se at det er plass på disken."
    return f"Skjer det igjen, send fila {file} til dem som lager programmet."
