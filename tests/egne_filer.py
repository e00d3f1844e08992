"""Files as a municipality puts them in its folder."""

import shutil
from pathlib import Path

import pytest

SAKER = Path(__file__).parent / "saker"
JPG = b"\xff\xd8\xff\xe0\0\x10JFIF\xff\xc0\0\x0b\x08\0\1\0\1\1\1\x11\0\xff\xd9"
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\0\0\0\1\0\0\0\1"
    + bytes(9)
    + b"\x00\x00\x00\x00IEND\xaeB`\x82"
)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'


@pytest.fixture
def small_data(tmp_path: Path) -> Path:
    """The small plan's data folder, that a test may break."""
    return Path(shutil.copytree(SAKER / "plan/data", tmp_path / "data"))


def put(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path
