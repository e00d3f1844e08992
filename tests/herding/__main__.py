"""Run what tries to break the promises, and print one line for each promise.

cd tests && python -m herding [--kort] [--frø TALL] [MODULE ...]
"""

import sys
import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

from herding import KRAV, Omfang, Utfall

SHOWN = 5
"""How many failures of each promise are written out."""


def main() -> None:
    """Run, print, and exit with 1 if a promise was broken or one was not tried."""
    given = _arguments()
    names, omfang = given.moduler, Omfang(not given.kort, given.frø)
    found: dict[int, list[Utfall]] = defaultdict(list)
    for module in modules(names):
        start = time.monotonic()
        some = list(tried(module, omfang))
        for one in some:
            found[one.krav].append(one)
        failed = sum(bool(one.feil) for one in some)
        print(
            f"{_name(module)}: {len(some)} prøvd, {failed} feilet, "
            f"{time.monotonic() - start:.0f} s",
            flush=True,
        )
    print(f"\n{table(found)}")
    broken = any(one.feil for some in found.values() for one in some)
    untried = not names and KRAV.keys() - found.keys()
    sys.exit(1 if broken or untried else 0)


def _arguments() -> Namespace:
    parser = ArgumentParser("herding")
    parser.add_argument("moduler", nargs="*")
    parser.add_argument("--kort", action="store_true")
    parser.add_argument("--frø", type=int, default=Omfang(True).seed)
    return parser.parse_args()


def modules(names: list[str]) -> list[ModuleType]:
    """Return the modules with these names, or all of them."""
    files = sorted(path.stem for path in Path(__file__).parent.glob("[!_]*.py"))
    found = [import_module(f"herding.{name}") for name in names or files]
    return [module for module in found if hasattr(module, "run")]


def tried(module: ModuleType, omfang: Omfang) -> Iterator[Utfall]:
    """Yield what came of each input of a module; if it stops, that is a failure too."""
    try:
        yield from module.run(omfang)
    except Exception as error:
        yield Utfall(4, _name(module), f"forsøket stoppet: {type(error).__name__}: {error}")


def table(found: dict[int, list[Utfall]]) -> str:
    """Return a line for each promise, and under it the first of what broke it."""
    lines = [f"{'løfte':42} {'prøvd':>8} {'feilet':>7}"]
    for krav, words in KRAV.items():
        wrong = [one for one in found[krav] if one.feil]
        told = f"{len(found[krav]):8} {len(wrong):7}" if found[krav] else "   ikke prøvd"
        lines.append(f"{krav:2}. {words:38} {told}")
        lines += [f"      {one.inndata}\n        {one.feil}" for one in wrong[:SHOWN]]
    return "\n".join(lines)


def _name(module: ModuleType) -> str:
    return module.__name__.rpartition(".")[2]


if __name__ == "__main__":
    main()
