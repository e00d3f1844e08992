"""Which tests are slow, and which are to begin with."""

import pytest

SLOW_FIXTURES = {
    "browser",
    "motor",
    "proposed",
    "published",
    "shown",
    "site",
    "told_site",
    "vindu",
    "with_own_pages",
}
SLOW_SUBJECTS = {
    "test_alle_felt",
    "test_begge",
    "test_bygg",
    "test_eksport",
    "test_endringer",
    "test_feil_form",
    "test_felt",
    "test_herding",
    "test_les_inn",
    "test_mange",
    "test_nytt",
    "test_pakken",
    "test_papir",
    "test_skole",
    "test_utgaver",
    "test_utgivelse",
    "test_utveier",
}
"""What takes its time: whole sites, real browsers, many trials. `make test-rask` does without. A
subject is in the files whose names begin with it.
"""
LONGEST = {"test_storskjerm", "test_vegg_plass"}
"""Where single tests last so long that one of them at the end would keep one core waiting."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is slow by what it needs, so that nobody has to remember to, and begin with what
    lasts longest.
    """
    for item in items:
        needed = set(getattr(item, "fixturenames", ()))
        if needed & SLOW_FIXTURES or _is_about(item, SLOW_SUBJECTS):
            item.add_marker("treg")
    items.sort(key=lambda item: not _is_about(item, LONGEST))


def _is_about(item: pytest.Item, subjects: set[str]) -> bool:
    return any(f"{item.path.stem}_".startswith(f"{one}_") for one in subjects)
