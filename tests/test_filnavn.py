"""What is said of a file whose name is not as it should be."""

from pathlib import Path

import pytest

from kvalitetsplan.plan.file_names import why_no_file


@pytest.mark.parametrize(
    ("folder", "name", "other"),
    [
        ("sider", "rutiner.txt", "rutiner.md"),
        ("sider", "Rutiner hos oss.md", "rutiner-hos-oss.md"),
        ("bilder", "kart.jpeg", "kart.jpg"),
        ("tilpasning", "ro.yml", "ro.yaml"),
    ],
)
def test_nobody_is_told_to_write_over_another_file(
    tmp_path: Path, folder: str, name: str, other: str
) -> None:
    (path := tmp_path / name).write_text("# A", encoding="utf-8")
    said = why_no_file(path, name, folder, set())
    assert said == f"ukjent fil – mente du «{other}»? Gi den det navnet"
    (tmp_path / other).write_text("# B", encoding="utf-8")
    said = why_no_file(path, name, folder, {other})
    assert said == (
        f"fila blir ikke lest, og «{other}» finnes fra før; slett den ene, eller gi denne et annet navn"
    )
