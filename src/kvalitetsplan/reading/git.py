"""What git answers, and in Norwegian why it does not."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from kvalitetsplan.reading.files import read_file


class GitError(Exception):
    """Git refuses. `reason` says why and what to do, where that is known; else it is empty."""

    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        super().__init__(reason)


class GitSilent(GitError):
    """Git cannot be asked: it is not there, or does not answer."""


PATIENCE = 60.0
"""How many seconds git may take over what it has on this machine."""
LONG = 900.0
"""How many it may take over what is far away, or all of a long history."""
_QUIET = {
    "LC_ALL": "C",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_ALLOW_PROTOCOL": "file:git:http:https:ssh",
}
_REASONS = (
    (
        "dubious ownership",
        "git vil ikke lese mappa, fordi en annen bruker eier den; skriv "
        "«git config --global --add safe.directory {exempt}», og prøv igjen.",
    ),
    (
        "not a git repository",
        "mappa er ikke hentet med git; skriv navnet på en mappe med utgaven i stedet.",
    ),
    ("permission denied", "git får ikke lese mappa; be om rettigheter, og prøv igjen."),
    (
        "could not lock config",
        "git får ikke lese innstillingene sine; se om disken er full eller låst.",
    ),
)
"""What git says in English, and what we say."""
_PLACE = {
    "GIT_DIR", "GIT_WORK_TREE", "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR",
    "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_CONFIG", "GIT_GRAFT_FILE",
    "GIT_SHALLOW_FILE", "GIT_NAMESPACE", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE", "GIT_INTERNAL_SUPER_PREFIX",
}  # fmt: skip
"""Which repository it is, and where its parts are, as `git rev-parse --local-env-vars` has them."""
_EXEMPT = re.compile(r"safe\.directory (.+)")
"""The folder git wants an exception for, as it is written on a command line: the top of what `git
clone` made, not the one that was asked about.
"""


def run_git(
    root: Path,
    *arguments: str,
    told: bytes = b"",
    env: Mapping[str, str] | None = None,
    patience: float = 0.0,
) -> bytes:
    """Return what git answers in a folder. `told` is what it reads, `env` what it is to know
    besides, `patience` how many seconds it may take where that is
    another number than `PATIENCE`.

    Nothing is ever asked of whoever runs it. Raises GitError if it refuses, and GitSilent if it is
    not there, or does not answer in time.
    """
    command = ["git", "-C", str(root), *arguments]
    limit = patience or PATIENCE
    around = {**_without_place(), **_QUIET, **(env or {})}
    try:
        answer = subprocess.run(
            command, input=told, capture_output=True, check=False, env=around, timeout=limit
        )
    except FileNotFoundError as error:
        raise GitSilent("finner ikke git; installer git, og prøv igjen.") from error
    except OSError as error:
        raise GitSilent("git kan ikke startes; installer git på nytt, og prøv igjen.") from error
    except subprocess.TimeoutExpired as error:
        raise GitSilent(f"git svarte ikke på {limit:.0f} sekunder; prøv igjen.") from error
    if answer.returncode == 0:
        return answer.stdout
    said = answer.stderr.decode(errors="replace")
    reason = next((ours for theirs, ours in _REASONS if theirs in said.lower()), "")
    exempt = _EXEMPT.search(said)
    raise GitError(reason.format(exempt=exempt[1] if exempt else "'*'"))


def _without_place() -> dict[str, str]:
    """Return what surrounds us, without what would lead git to another folder than the one it is
    given: git itself sets that for what it runs, as in a hook.
    """
    return {name: value for name, value in os.environ.items() if name not in _PLACE}


def cut_off(folder: Path) -> frozenset[str]:
    """Return the commits that a copy's history begins with though there is more before them; none
    where all of it is there. Git calls them the authors of all that was written until then. Raises
    GitError.
    """
    told = os.fsdecode(run_git(folder, "rev-parse", "--git-path", "shallow").rstrip(b"\r\n"))
    try:
        return frozenset(read_file(folder / told).decode(errors="replace").split())
    except (OSError, ValueError):  # it is not there; or there can be no such path
        return frozenset()
