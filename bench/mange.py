"""What many municipalities cost: whole runs of `kvalitetsplan bygg`, in units of one plain
mkdocs-material build.

Each municipality in the register gets a folder with its own name, address, foreword and an example
of its own in three themes. The unit is one plain build of one such municipality's pages, as in
`bygg.py`, and is taken anew beside every run. Everything is written in memory where the machine
allows.

    python bench/mange.py [N ...]
"""

import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bygg import ROOT, build, make_plain

from kvalitetsplan.plan.grunnplan import load_grunnplan
from kvalitetsplan.plan.register import read_register

CEILINGS = {20: "Taket er 2,4.", 357: "Taket er 20."}


def main() -> None:
    """Measure, and print what came of it."""
    numbers = [int(argument) for argument in sys.argv[1:]] or [20, 100, 357]
    with tempfile.TemporaryDirectory(
        dir="/dev/shm" if Path("/dev/shm").is_dir() else None
    ) as folder:
        project, out = Path(folder) / "prosjekt", Path(folder) / "site"
        plain = make_plain(Path(folder))
        for number in numbers:
            slugs = make_project(project, number)
            shutil.rmtree(out, ignore_errors=True)
            ratio, peak, unit = measured(plain, project, out)
            print(f"{number} kommuner: {ratio:.1f} rene bygg. {CEILINGS.get(number, '')}")
            print(f"  Bare å skrive de samme filene: {floor(out) / unit:.2f} rene bygg.")
            print(f"  Minne: høyst {peak} MB i en prosess. Taket er 200.")
            print(
                f"  Disk: {disk(out) / number / 1e6:.1f} MB for hver, {apparent(out) / number / 1e6:.1f} uten lenker."
            )
            change(project, slugs[0])
            ratio, *_ = measured(plain, project, out)
            print(f"  Bygg på nytt etter én endring: {ratio:.2f} rene bygg. Taket er 1,2.")


def measured(plain: Path, project: Path, out: Path) -> tuple[float, int, float]:
    """Return what one run of `bygg` costs, in plain builds before and after it, its largest process
    in MB, and the seconds of a plain build.
    """
    unit = [build(plain, out.parent / "plain") for _ in range(3)]
    command = [
        sys.executable,
        "-m",
        "kvalitetsplan.cli",
        "--rot",
        str(project),
        "bygg",
        "--ut",
        str(out),
    ]
    start = time.perf_counter()
    answer = subprocess.run(command, check=False, capture_output=True, text=True, cwd=project)
    seconds = time.perf_counter() - start
    if answer.returncode:
        sys.exit(answer.stdout + answer.stderr)
    unit += [build(plain, out.parent / "plain") for _ in range(3)]
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024
    return seconds / statistics.median(unit), peak, statistics.median(unit)


def floor(out: Path) -> float:
    """Return the seconds it takes to write what is in a folder, and nothing else: no build is
    quicker.
    """
    copy, first, seconds = out.parent / "skrevet", {}, 0.0
    copy.mkdir()
    for path in out.rglob("*"):
        target, inode = copy / path.relative_to(out), path.lstat().st_ino
        data = path.read_bytes() if path.is_file() and inode not in first else b""
        start = time.perf_counter()
        if path.is_dir():
            target.mkdir(parents=True, exist_ok=True)
        elif inode in first:
            os.link(first[inode], target)
        else:
            target.write_bytes(data)
        seconds += time.perf_counter() - start
        if not path.is_dir():
            first.setdefault(inode, target)
    shutil.rmtree(copy)
    return seconds


def make_project(root: Path, number: int) -> list[str]:
    """Write a project with the shared plan and `number` municipalities, and return their
    folders.
    """
    shutil.rmtree(root, ignore_errors=True)
    for name in ("data", "docs", "hooks", "overrides", "src"):
        shutil.copytree(
            ROOT / name,
            root / name,
            ignore=shutil.ignore_patterns("kommuner", "demo", "__pycache__"),
        )
    shutil.copy(ROOT / "mkdocs.yml", root)
    temaer = [tema for tema in load_grunnplan(ROOT / "data").temaer if tema.eksempler]
    choose = random.Random(9)
    slugs = []
    for one in read_register(ROOT / "data").oppforinger[:number]:
        slug = f"k{one.nummer}"
        folder = root / "data" / "kommuner" / slug
        folder.mkdir(parents=True)
        (folder / "kommune.yaml").write_text(
            KOMMUNE.format(nummer=one.nummer, navn=one.fullt_navn), encoding="utf-8"
        )
        examples = [
            EXAMPLE.format(tema=tema.id, par=tema.par[0].id, navn=one.navn)
            for tema in choose.sample(temaer, 3)
        ]
        (folder / "tilpasning.yaml").write_text(
            "".join(["legg_til:\n", *examples]), encoding="utf-8"
        )
        slugs.append(slug)
    return slugs


def change(project: Path, slug: str) -> None:
    """Change the foreword of one municipality."""
    path = project / "data" / "kommuner" / slug / "kommune.yaml"
    path.write_text(
        path.read_text(encoding="utf-8") + "  Vi møtes oftere i år.\n", encoding="utf-8"
    )


def disk(folder: Path) -> int:
    """Return the bytes of the files in a folder, those with several names counted once."""
    return sum(
        {
            (stat := path.stat()).st_ino: stat.st_size
            for path in folder.rglob("*")
            if path.is_file()
        }.values()
    )


def apparent(folder: Path) -> int:
    """Return the bytes of the files in a folder as they would be copied."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


KOMMUNE = """nummer: "{nummer}"
navn: "{navn}"
målform: bokmål
farger: {{ hoved: "#1b4f72", aksent: "#b9770e" }}
kontakt: {{ rolle: Rådgiver, epost: postmottak@k{nummer}.invalid }}
nettadresse: https://k{nummer}.invalid/kvalitetsplan/
utgave: {{ versjon: "1.0", dato: høsten 2026 }}
forord: >-
  Velkommen til planen for skolene i {navn}.
"""
EXAMPLE = """  - liste: {tema}/eksempler
    nytt:
      id: k-{tema}-hos-oss
      tekst: Ved en av skolene i {navn} har de voksne øvd på dette sammen et helt år.
      par: [{par}]
"""


if __name__ == "__main__":
    main()
