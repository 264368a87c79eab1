"""The sections of the chapters that docstrings name are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
NAMED = sorted(
    {
        (chapter, title, path.name)
        for path in (ROOT / "mlp").rglob("*.py")
        for chapter, title in re.findall(r"Chapter (\d), '([^']+)'", path.read_text("utf-8"))
    }
)


@pytest.mark.parametrize(("chapter", "title", "module"), NAMED)
def test_section_that_a_docstring_names_is_there(chapter, title, module):
    (source,) = (ROOT / "solutions" / f"ch{chapter}").glob("*.md")
    headings = re.findall(r"^##+ (.+)$", source.read_text("utf-8"), re.MULTILINE)
    assert title in headings
