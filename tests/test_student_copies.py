"""What a student takes home: notebooks that say how to begin, links that reach something."""

import json
import os
import re
import subprocess
import sys
import venv
import zipfile
from importlib.metadata import distribution
from pathlib import Path

import nbformat
import pytest
from packaging.requirements import Requirement
from student_folder import unpack

from book.tools import address, copies, pack, wheels

ROOT = Path(__file__).resolve().parent.parent
SITE = "https://course.example.com/networks/"
LINK = re.compile(r"\]\(([^)]+)\)")


def links(notebook):
    return [
        target
        for cell in notebook.cells
        if cell.cell_type == "markdown"
        for target in LINK.findall(cell.source)
        if not target.startswith("#")
    ]


def notebooks(made):
    return {name: nbformat.reads(text.decode(), as_version=4) for name, text in made.items()}


@pytest.fixture(scope="module")
def packed(tmp_path_factory):
    """The student pack, unpacked."""
    return unpack(tmp_path_factory.mktemp("pack"))


@pytest.fixture(scope="module")
def empty_python(tmp_path_factory):
    """The Python of an empty environment, and an empty home folder."""
    folder = tmp_path_factory.mktemp("empty")
    venv.create(folder / "env", with_pip=True)
    return folder / "env" / "bin" / "python"


def run(python, *arguments, **options):
    options.setdefault("cwd", Path(python).parent)  # not in the course's folder
    home = {"PATH": os.environ["PATH"], "HOME": str(Path(python).parent), "PIP_NO_CACHE_DIR": "1"}
    return subprocess.run(
        [python, *map(str, arguments)], capture_output=True, text=True, check=False,
        env=home | options.pop("env", {}), **options,
    )  # fmt: skip


def test_copy_of_a_published_course_links_to_pages_of_the_site(book):
    seen = 0
    for name, notebook in notebooks(pack.chapters(SITE)).items():
        for target in links(notebook):
            assert target.startswith("http"), (name, target)
            if target.startswith(SITE):
                page, _, anchor = target.removeprefix(SITE).partition("#")
                text = (book / page).read_text(encoding="utf-8")
                assert not anchor or f'id="{anchor}"' in text, target
                seen += 1
    assert seen > 30


def test_copy_in_the_pack_links_to_what_is_in_the_pack(packed):
    for path in packed.glob("chapters/*/*.ipynb"):
        for target in links(nbformat.read(path, as_version=4)):
            if not target.startswith("http"):
                assert (path.parent / target).is_file(), (path.name, target)


def test_copy_alone_has_no_link_that_needs_a_folder():
    for name, notebook in notebooks(pack.chapters("", alone=True)).items():
        assert [link for link in links(notebook) if not link.startswith("http")] == [], name


def test_copy_has_the_same_version_whatever_its_links_lead_to():
    made = [pack.chapters(SITE), pack.chapters(""), pack.chapters("", alone=True)]
    for name in made[0]:
        assert len({notebooks(one)[name].metadata.course.version for one in made}) == 1


def test_copy_of_another_address_leads_to_that_one():
    text = next(iter(pack.chapters(SITE).values())).decode()
    notebook = copies.for_site(nbformat.reads(text, as_version=4), "https://b.org/")
    assert SITE not in nbformat.writes(notebook)
    assert "https://b.org/book/exercises.html" in links(notebook)


def test_page_of_a_published_course_is_the_same_as_of_one_that_is_not():
    sys.path.insert(0, str(ROOT / "book" / "_ext"))
    import course_notebooks

    def page(made, name):
        read = course_notebooks.read(made[name].decode())
        return [cell.source.replace("__init__.py", "x.py") for cell in read.cells]

    here = {
        path.relative_to(ROOT / "chapters").as_posix(): path.read_bytes()
        for path in ROOT.glob("chapters/*/*.ipynb")
    }
    published = pack.chapters(SITE)
    for name in here:
        assert page(here, name) == page(published, name)
        assert copies.IMPORTS in page(here, name)


def first_cell(site):
    made = next(iter(notebooks(pack.chapters(site)).values()))
    return next(cell.source for cell in made.cells if cell.cell_type == "code")


@pytest.mark.parametrize("site", ["", SITE], ids=["no address", "published"])
def test_first_cell_says_what_to_do_where_mlp_is_missing(empty_python, site):
    done = run(empty_python, "-c", first_cell(site))
    assert done.returncode == 1
    command = "-m pip install -r requirements.txt" if not site else f"{SITE}student/"
    assert "No module named" in done.stderr
    assert command in done.stderr
    assert copies.wheel_name() in done.stderr


@pytest.mark.parametrize("site", ["", SITE], ids=["no address", "published"])
def test_first_cell_has_no_line_that_the_browsers_python_takes_for_a_command(site):
    assert "%pip" in first_cell(site)
    assert not re.search(r"(?m)^\s*[%!]", first_cell(site))


def test_first_cell_says_what_to_do_where_another_mlp_is_installed(empty_python, tmp_path):
    (tmp_path / "mlp.py").write_text("import keras\n", encoding="utf-8")
    (tmp_path / "numpy.py").write_text("", encoding="utf-8")
    done = run(empty_python, "-c", first_cell(SITE), env={"PYTHONPATH": str(tmp_path)})
    assert "No module named 'keras'" in done.stderr
    assert f'%pip install "neural-networks-in-numpy[figures] @ {SITE}student/' in done.stderr


def test_pack_installs_into_an_empty_python_without_a_network(packed, empty_python, tmp_path):
    found = tmp_path / "wheels"
    found.mkdir()
    numpy = distribution("numpy")
    files = {str(f): Path(f.locate()) for f in numpy.files if f.parts[0] != ".."}
    files = {name: f for name, f in files.items() if f.is_file() and "__pycache__" not in name}
    tag = numpy.read_text("WHEEL").split("Tag: ")[1].split()[0]
    path = found / f"numpy-{numpy.version}-{tag}.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
        for name, file in files.items():
            wheel.write(file, name)
    offline = ("--no-index", "--find-links", found, "--constraint", packed / "lock.txt")
    done = run(empty_python, "-m", "pip", "install", "-q", *offline, packed / copies.wheel_name())
    assert done.returncode == 0, done.stderr
    code = (
        "import mlp; from mlp import checks\n"
        "checks.relu(lambda z: z * (z > 0)); print(mlp.load_mnist()[0].shape)"
    )
    done = run(empty_python, "-c", code, cwd=tmp_path)
    assert "relu: right" in done.stdout, done.stderr
    assert "(60000, 784)" in done.stdout
    settings = empty_python.parents[1] / "etc" / "jupyter" / "labconfig" / "page_config.json"
    assert json.loads(settings.read_text())["disabledExtensions"]


def test_pack_holds_no_solution_no_hidden_test_no_grader(packed):
    wheel = zipfile.ZipFile(packed / copies.wheel_name())
    assert not [name for name in wheel.namelist() if "grading" in name]
    texts = [path.read_bytes() for path in packed.rglob("*") if path.suffix not in {"", ".whl"}]
    texts += [wheel.read(name) for name in wheel.namelist() if "chapters/" in name]
    assert len(texts) == 7 + 4
    for text in texts:
        assert b"BEGIN SOLUTION" not in text
        assert b"HIDDEN TESTS" not in text


def test_pack_pins_all_that_a_students_python_needs(packed):
    lines = (packed / "lock.txt").read_text("utf-8").splitlines()
    pinned = {line.split("==")[0].lower().replace("_", "-") for line in lines if "==" in line}
    for text in wheels.requirements("notebook"):
        assert Requirement(text).name in pinned, text
    assert {"numpy", "jupyter-server", "pywinpty", "appnope", "colorama"} <= pinned
    assert not {"sphinx", "pytest", "distributed"} & pinned


def test_pack_says_the_commands_that_readme_and_page_say(packed):
    commands = [
        "python3 -m venv .venv",
        ".venv/bin/python -m pip install -r requirements.txt",
        ".venv/bin/jupyter lab --notebook-dir=. chapters/ch1/neurons.ipynb",
        "py -m venv .venv",
        r".venv\Scripts\python -m pip install -r requirements.txt",
        r".venv\Scripts\jupyter lab --notebook-dir=. chapters/ch1/neurons.ipynb",
    ]
    for path in (packed / "README.md", ROOT / "README.md", ROOT / "book" / "exercises.md"):
        text = path.read_text(encoding="utf-8")
        for command in commands:
            assert command in text, (path.name, command)


def test_address_is_none_while_the_settings_hold_an_example(tmp_path):
    config = tmp_path / "_config.yml"
    config.write_text("html:\n  baseurl: https://example.org/neural-networks/\n")
    assert address.published(config) == ""
    assert address.published(config, asked="https://a.org/b") == "https://a.org/b/"
    config.write_text("html:\n  baseurl: https://a.org/c\n")
    assert address.published(config) == "https://a.org/c/"
    with pytest.raises(ValueError, match="expected https://"):
        address.published(config, asked="a.org")


def test_no_message_tells_to_install_the_package_of_somebody_else():
    """`pip install mlp` fetches a package of that name that is not the course's."""
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in listed.stdout.splitlines():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".yml", ".ipynb", ".html", ".js", ".txt"}:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
            assert not re.search(r"pip install [\"'\\]*mlp[\[\"' ]", text), name
