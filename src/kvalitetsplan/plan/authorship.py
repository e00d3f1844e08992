"""Who wrote the lines of a layer, when and why: what git knows, and what the files say
themselves.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

from kvalitetsplan.plan.file_names import date_in_name
from kvalitetsplan.plan.folder import Mappe
from kvalitetsplan.reading.fodselsnummer import fodselsnumre
from kvalitetsplan.reading.git import GitError, cut_off, run_git
from kvalitetsplan.reading.problems import Alvor, Mark, Problem
from kvalitetsplan.reading.source import read
from kvalitetsplan.reading.unseen import why_no_text

_NOBODY = "0" * 40
"""What git calls the commit of a line that is not committed."""


class Skrevet(NamedTuple):
    """When something was written, by whom, and why."""

    dato: str
    """As 2027-03-01; "" if it is not known."""
    av: str = ""
    hvorfor: str = ""


class Lagfil(NamedTuple):
    """What is known of a file of a layer besides what it says."""

    dato: str
    """The date in its name, or ""."""
    godkjent: str
    """Who has said yes to it, or ""."""
    linjer: dict[int, Skrevet]
    """What git knows of each line, the first being 1."""


def authorship(problems: list[Problem], mappe: Mappe) -> dict[str, Lagfil]:
    """Return what is known of each file of a layer, by what messages call it, and note what git
    should have known.
    """
    found, unsure, unfit, unread = {}, list[Mark](), list[Mark](), list[Mark]()
    older = _older(problems, mappe)
    for name, path in mappe.layer().items():
        told = mappe.told(name)
        tree = read(path, told, may_be_empty=True)
        said = " ".join(str(tree.get("godkjent", "")).split())
        try:
            lines = dict(_lines(path))
        except (LookupError, ValueError):  # it answers something else than git does
            lines = {}
            unread.append(Mark(told))
        unsure += [Mark(told, one) for one, (commit, _) in lines.items() if commit in older]
        known = {one: written for one, (commit, written) in lines.items() if commit not in older}
        fit = {one: _fit(written) for one, written in known.items()}
        unfit += [Mark(told, one) for one in known if fit[one] != known[one]]
        found[told] = Lagfil(date_in_name(told), said, fit)
    for marks, message in ((unsure, _CUT_OFF), (unfit, _UNFIT), (unread, _REFUSED.format(_UNREAD))):
        if marks:
            message = message.format(len(marks))
            problems.append(Problem(marks[0], "hvem_endret", message, Alvor.VARSEL))
    return found


def _fit(skrevet: Skrevet) -> Skrevet:
    """Return what git knows without the words that no reader is to see: what is in git, cannot be
    mended in a file.
    """
    return skrevet._replace(av=_shown(skrevet.av), hvorfor=_shown(skrevet.hvorfor))


def _shown(words: str) -> str:
    has_number = next(fodselsnumre(words), None) is not None
    return "" if has_number or why_no_text(words) else words


_CUT_OFF = (
    "git har ikke hele historien her, så hvem som skrev {} av linjene i laget, er ukjent; hent alt "
    'med «git fetch --unshallow» (GitHub: «fetch-depth: 0», GitLab: «GIT_DEPTH: "0"»)'
)
_UNFIT = (
    "det git sier om hvem som skrev {} av linjene i laget, eller hvorfor, har et fødselsnummer eller tegn "
    "som ikke synes, og blir ikke vist; står det et fødselsnummer i git, må de som har arkivet, ta det ut"
)
_REFUSED = "git sier ikke hvem som skrev linjene i laget, så ingen blir nevnt: {}"
_UNREAD = "det git svarer, kan ikke leses; se om det er git som heter «git» her («git --version»)"


def _older(problems: list[Problem], mappe: Mappe) -> frozenset[str]:
    """Return the commits that may stand for older ones, and note where git will not be asked."""
    if not (layer := mappe.layer()):
        return frozenset()
    name, path = next(iter(layer.items()))
    try:
        return cut_off(path.parent)
    except GitError as error:
        if error.reason and any((one / ".git").exists() for one in path.absolute().parents):
            message = _REFUSED.format(error.reason.rstrip("."))
            problems.append(Problem(Mark(mappe.told(name)), "hvem_endret", message, Alvor.VARSEL))
        return frozenset()
    except (OSError, ValueError):  # it names no file there can be; told of where lines are read
        return frozenset()


def _lines(path: Path) -> Iterator[tuple[int, tuple[str, Skrevet]]]:
    """Yield each line of a file with its commit and who wrote it; nothing where git has nothing."""
    fields: dict[str, str] = {}
    more = 0
    answer = _blame(path)
    # Git ends a line in one way; people's words may have what ends a line elsewhere.
    for line in answer.removesuffix("\n").split("\n") if answer else ():
        key, _, value = line.partition(" ")
        if line.startswith("\t"):
            first, inner = int(fields["line"]) + more, line.removesuffix("\r").count("\r")
            if fields["commit"] != _NOBODY:
                written = fields["commit"], _written(fields)
                yield from ((one, written) for one in range(first, first + inner + 1))
            more, fields = more + inner, {}
        elif not fields:
            fields = {"commit": key, "line": value.split()[1]}
        else:
            fields[key] = value


def _written(fields: dict[str, str]) -> Skrevet:
    day = _day(fields["author-time"], fields["author-tz"])
    return Skrevet(day, fields["author"], fields.get("summary", ""))


def _day(seconds: str, zone: str) -> str:
    """Return the day of a commit where it was made; "" if git was told of a time there is not."""
    if not (hit := re.fullmatch(r"([+-])(\d\d)(\d\d)", zone)):
        return ""
    away = timedelta(hours=int(hit[2]), minutes=int(hit[3])) * (-1 if hit[1] == "-" else 1)
    try:
        return datetime.fromtimestamp(int(seconds), timezone(away)).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return ""


def _blame(path: Path) -> str:
    try:
        answer = run_git(path.parent, "blame", "--line-porcelain", "--", path.name)
    except GitError:  # no git here, or it does not know the file: then nothing is known
        return ""
    return answer.decode("utf-8", "replace")
