"""What may be public: a tree without solutions, hidden tests and history, and workflows for it."""

import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

import nbformat
import pytest
import yaml

from book.tools import publish
from book.tools.release import read_source

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://course.example.com/networks/"


@pytest.fixture(scope="module")
def tree(tmp_path_factory):
    """The public repository."""
    folder = tmp_path_factory.mktemp("public")
    publish.write_repository(folder, SITE, "https://github.com/somebody/networks")
    return folder


def texts(folder):
    """Yield each file of a tree that is a text, without white space."""
    for path in folder.rglob("*"):
        if path.is_file():
            try:
                yield path, re.sub(r"\s+", "", path.read_text(encoding="utf-8"))
            except UnicodeDecodeError:
                assert path.suffix in {".npz"}, path


def hidden_lines():
    for source in ROOT.glob("solutions/*/*.md"):
        for cell in read_source(source).cells:
            for part in re.findall(r"### BEGIN HIDDEN TESTS\n(.*?)### END", cell.source, re.S):
                yield re.sub(r"\s+", "", part)


def test_public_tree_holds_no_hidden_test(tree):
    hidden = set(hidden_lines())
    assert len(hidden) >= 40
    for path, text in texts(tree):
        assert not [part for part in hidden if part in text], path


def test_public_tree_holds_no_solved_chapter_and_no_history(tree):
    assert not [name for name in ("solutions", "tests", ".git", "_build") if (tree / name).exists()]
    assert publish.leaks(tree) == []
    for path in tree.glob("chapters/*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                assert "NotImplementedError" in cell.source, cell.id


def test_public_tree_is_otherwise_whole(tree):
    for name in (
        "mlp/data/mnist.npz",
        "book/tools/lite.py",
        "package-lock.json",
        "requirements.txt",
    ):
        assert (tree / name).read_bytes() == (ROOT / name).read_bytes()
    assert len(list(tree.glob("chapters/*/*.ipynb"))) == 4


def test_public_tree_knows_its_address(tree):
    settings = yaml.safe_load((tree / "_config.yml").read_text("utf-8"))
    assert settings["html"]["baseurl"] == SITE
    assert settings["repository"]["url"] == "https://github.com/somebody/networks"
    chapter = json.loads((tree / "chapters/ch1/neurons.ipynb").read_text("utf-8"))
    assert f"({SITE}book/exercises.html)" in json.dumps(chapter)


def test_public_tree_keeps_the_chapters_that_it_has(tree):
    before = {path: path.read_bytes() for path in tree.glob("chapters/*/*.ipynb")}
    done = subprocess.run(
        [sys.executable, "-m", "book.tools.release"], cwd=tree, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "no solutions" in done.stdout
    assert {path: path.read_bytes() for path in before} == before


def test_leak_is_found_wherever_it_is(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "page.html").write_text("<p>### BEGIN SOLUTION</p>")
    assert publish.leaks(tmp_path) == ["a/page.html"]


def test_publish_asks_where_the_course_will_be():
    done = subprocess.run(
        ["make", "publish"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode != 0
    assert "SITE_URL=https://… make publish" in done.stdout


@pytest.mark.parametrize("path", sorted(ROOT.glob(".github/workflows/*.yml")), ids=lambda p: p.name)
def test_workflow_calls_targets_that_there_are(path):
    (job,) = yaml.safe_load(path.read_text("utf-8"))["jobs"].values()
    called = [step["run"].split()[1] for step in job["steps"] if "make " in step.get("run", "")]
    assert called
    targets = re.findall(r"(?m)^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"))
    assert set(called) <= set(targets)


def test_workflow_of_the_public_tree_is_the_websites_alone(tree):
    assert [path.name for path in tree.glob(".github/workflows/*")] == ["pages.yml"]


def test_devcontainer_installs_what_readme_says():
    settings = json.loads((ROOT / ".devcontainer" / "devcontainer.json").read_text("utf-8"))
    command = ".venv/bin/python -m pip install -r requirements.txt"
    assert command in settings["onCreateCommand"]
    assert command in (ROOT / "README.md").read_text("utf-8")


def test_recipes_of_the_instructors_page_name_what_is_there():
    page = (ROOT / "book/instructors.md").read_text(encoding="utf-8")
    link = re.search(r"^https://HUB/hub/user-redirect/git-pull\?(.*)$", page, re.MULTILINE)[1]
    names = dict(parse_qsl(link, strict_parsing=True))
    repository = names["repo"].rpartition("/")[2]
    inside = names["urlpath"].removeprefix(f"lab/tree/{repository}/")
    assert (ROOT / inside).exists()
    recipe = re.search(r"```dockerfile\n(.*?)```", page, re.DOTALL)[1]
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    assert re.search(r"'\.\[(\w+)\]'", recipe)[1] in extras["optional-dependencies"]
    assert "mlp" in extras["scripts"]
    for module in re.findall(r"-m ([\w.]+)", recipe):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists()
    assert (ROOT / re.search(r"-c (\S+)", recipe)[1]).exists()
