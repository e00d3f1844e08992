"""Two builders in one folder at the same time: both end well, and the sites are whole."""

import time
from collections.abc import Iterator

from herding import Omfang, Utfall, prosjekt
from herding.prosjekt import SITES


def run(omfang: Omfang) -> Iterator[Utfall]:
    """Start pairs of builders, the second a little after the first."""
    with prosjekt.folder() as folder:
        root, out = prosjekt.small_project(folder / "prosjekt"), folder / "ut"
        prosjekt.write_version(root, 0)
        words = ("--ut", str(out))
        prosjekt.begin(root, *words).answer()
        expected = {slug: set(prosjekt.pages(out / slug)) for slug in SITES}
        draw = omfang.random("par")
        for number in range(1, 1 + omfang.number(20, 1)):
            prosjekt.write_version(root, number)
            more = ["--om-igjen"] if number % 2 else []
            pair = [prosjekt.begin(root, *words, *more)]
            time.sleep(draw.uniform(0, 1))
            pair.append(prosjekt.begin(root, *words, *more))
            answers = [one.answer() for one in pair]
            wrong = [why for one in answers if (why := prosjekt.what_is_wrong(one, may_fail=False))]
            wrong += [
                f"{slug}: {why}"
                for slug in SITES
                if (why := prosjekt.why_not_whole(out / slug, expected[slug]))
            ]
            wrong += prosjekt.leftovers(out)
            yield Utfall(10, f"par {number}", "; ".join(wrong))
