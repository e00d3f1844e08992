"""What another program on the machine makes of a text: all of it, or why not."""

import os
import subprocess
from collections.abc import Sequence


class Unanswered(Exception):
    """A program does not answer. Says what it does instead, after its name."""


def ask(command: Sequence[str], told: str, patience: float) -> str:
    """Return what a program answers to a text, within so many seconds. Raises Unanswered."""
    try:
        done = subprocess.run(
            command,
            input=told.encode(),
            capture_output=True,
            check=True,
            env=_in_utf8(),
            timeout=patience,
        )
        return done.stdout.decode()
    except subprocess.TimeoutExpired as error:
        raise Unanswered(f"svarte ikke på {patience:.0f} sekunder") from error
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError) as error:
        raise Unanswered(WRONG) from error


WRONG = "svarer ikke som det skal"


def _in_utf8() -> dict[str, str]:
    """Return what surrounds us, and that it is UTF-8: some programs read and write as it says."""
    names = ("LC_ALL", "LC_CTYPE", "LANG")
    said = next((os.environ[one] for one in names if os.environ.get(one)), "")
    return {**os.environ, **({} if "utf" in said.lower() else {"LC_ALL": "C.UTF-8"})}
