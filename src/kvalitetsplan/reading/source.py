"""Read a YAML file as text with positions.

Every scalar stays a string, so that `0301`, `no` and `1.10` survive. What makes
YAML treacherous (duplicate keys, anchors, tags, endless nesting) is refused.
Files are parsed by libyaml's event stream, which cannot recurse, and composed
in `composer` without recursion.
"""

from pathlib import Path

import yaml

from kvalitetsplan.reading.advice import advise
from kvalitetsplan.reading.compared import why_compared
from kvalitetsplan.reading.composer import Composer
from kvalitetsplan.reading.decoding import decode, read_bytes, refuse_marks_left
from kvalitetsplan.reading.fault import Fault, Place
from kvalitetsplan.reading.no_keys import why_no_keys
from kvalitetsplan.reading.problems import Mark, PlanError, Problem
from kvalitetsplan.reading.tree import Map

LOADER = yaml.CBaseLoader if yaml.__with_libyaml__ else yaml.BaseLoader
"""Everything that reads a data file reads it with this: two parsers could disagree."""


def read(path: Path, name: str | None = None, *, may_be_empty: bool = False) -> Map:
    """Read one YAML file.

    `name` is what problems call the file; the path itself unless given. With
    `may_be_empty`, a file of comments alone is an empty mapping.
    Returns the top mapping. Raises PlanError with all problems that were found.
    """
    file = name or path.as_posix()
    return parse(read_bytes(path, file), file, may_be_empty=may_be_empty)


def parse(data: bytes, file: str, *, may_be_empty: bool = False) -> Map:
    """Parse the bytes of a YAML file; see `read`."""
    text = decode(data, file)
    refuse_marks_left(text, file)
    composer = Composer(file, text)
    problems: list[Problem] = []
    try:
        composer.compose(yaml.parse(text, Loader=LOADER))
    except yaml.MarkedYAMLError as error:
        problems = _syntax_problems(error, composer)
    problems = problems or composer.problems
    if not problems and composer.root is None and may_be_empty:
        return Map(Mark(file))
    if not problems and isinstance(composer.root, Map):
        return composer.root
    raise PlanError(
        why_compared(composer.lines, file)
        or problems
        or why_no_keys(composer.root, composer.root_mark, composer.lines)
    )


def _syntax_problems(error: yaml.MarkedYAMLError, composer: Composer) -> list[Problem]:
    """Return what was refused before the parser had to stop, or why it had to. What an open bracket
    has taken in, is refused for no reason of its own.
    """
    opened = error.context_mark if "flow" in str(error.context) else None
    before = [one for one in composer.problems if not opened or one.mark.line <= opened.line]
    return before or [_syntax_problem(error, composer)]


def _syntax_problem(error: yaml.MarkedYAMLError, composer: Composer) -> Problem:
    at, opened = error.problem_mark or error.context_mark, error.context_mark
    place = Place(at.line, at.column) if at else Place(0, 0)
    fault = Fault(
        str(error.problem),
        str(error.context),
        place,
        Place(opened.line, opened.column) if opened else place,
        composer.last,
        composer.lines,
    )
    advice = advise(fault)
    return Problem(Mark(composer.file, advice.line + 1, advice.column + 1), "", advice.message)
