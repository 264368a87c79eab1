"""The rooms of the tree import one way and in no circle, and each file is small enough to read."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

# What each room may import, besides itself: the arrows of ARCHITECTURE.md.
MAY_IMPORT = {
    "core": (),
    "validation": ("core",),
    "exercises": ("own",),
    "own": (),
    "threads": (),
    "mnist": ("core",),
    "face": ("core", "validation", "threads", "mnist"),
    "examples": ("face", "mnist"),
    "look": (),
    "figures": ("core", "face", "mnist", "examples", "look"),
    "widgets": ("face", "mnist", "examples", "look"),
    "checks": ("exercises", "own", "face"),
    "grading": ("exercises", "face", "checks", "look"),
    "cli": (),
    "merging": (),
    "update": ("merging",),
    "page": ("exercises", "checks", "face", "mnist"),
    "tools": ("exercises", "face", "checks", "figures", "widgets", "grading", "cli", "page"),
    "bench": ("core", "face", "threads", "figures", "look", "grading", "tools"),
}
LONG = 350  # lines
FILES = sorted([*ROOT.glob("mlp/**/*.py"), *ROOT.glob("book/[tp]*/*.py"), *ROOT.glob("bench/*.py")])
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for path in FILES
}


def imports(module):
    """Return the modules of the tree that one imports, at its top or later."""
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            inside = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= (inside & MODULES.keys()) or {node.module}
    return found & MODULES.keys() - {module}


def room(module):
    """Return the room of a module."""
    top, *inside = module.split(".")
    if top != "mlp":
        return inside[0] if top == "book" else top
    return (
        {"rules": "validation", "results": "validation"}.get(inside[0], inside[0])
        if inside
        else "face"
    )


@pytest.mark.parametrize("name", MAY_IMPORT)
def test_room_imports_only_what_the_picture_shows(name):
    mine = [module for module in MODULES if room(module) == name]
    assert mine
    arrows = {(module, other) for module in mine for other in imports(module)}
    beyond = {pair for pair in arrows if room(pair[1]) not in (name, *MAY_IMPORT[name])}
    assert not beyond


def test_every_module_has_its_room_in_the_picture():
    assert {room(module) for module in MODULES} == MAY_IMPORT.keys()


def test_arrows_between_rooms_make_no_circle():
    left = {name: set(others) for name, others in MAY_IMPORT.items()}
    while ready := [name for name, others in left.items() if not others & left.keys()]:
        for name in ready:
            del left[name]
    assert not left


def test_files_import_each_other_in_no_circle():
    left = {module: imports(module) for module in MODULES}
    while ready := [module for module, others in left.items() if not others & left.keys()]:
        for module in ready:
            del left[module]
    while ends := [name for name in left if not any(name in others for others in left.values())]:
        for module in ends:
            del left[module]
    assert not left, "these files, or some of them, import each other in a circle"


def test_core_looks_at_no_argument():
    """Looking is the face's: no body of the core raises an error or asks for a type."""
    for path in (ROOT / "mlp" / "core").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            assert not isinstance(node, ast.Raise | ast.Assert), f"{path.name}:{node.lineno}"
            called = node.func.id if isinstance(node, ast.Call) and hasattr(node.func, "id") else ""
            assert called != "isinstance", f"{path.name}:{node.lineno}"


def test_commands_end_by_messages_that_no_terminal_obeys():
    """What ends a command may quote a file's name: `saying.Stopped` prints it."""
    for path in (ROOT / "mlp" / "grading").glob("**/*.py"):
        if path.name != "saying.py":
            assert "ClickException" not in path.read_text(encoding="utf-8"), path


def test_no_test_file_imports_another():
    tests = {path.stem for path in ROOT.glob("tests/test_*.py")}
    for path in ROOT.glob("tests/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            named = {node.module} if isinstance(node, ast.ImportFrom) else set()
            named |= {alias.name for alias in node.names} if isinstance(node, ast.Import) else set()
            assert not named & tests, f"{path.name}:{node.lineno}"


def test_no_test_waits_for_a_promise():
    """Playwright takes a promise for true and waits for nothing: `browsing.until` waits."""
    for path in ROOT.glob("tests/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and "wait_for_function" in ast.unparse(node.func):
                script = ast.unparse(node.args[0])
                assert not re.search(r"async |await |\.then\(", script), f"{path}:{node.lineno}"


@pytest.mark.parametrize("module", MODULES)
def test_module_is_short_enough_to_read(module):
    lines = len(MODULES[module].read_text(encoding="utf-8").splitlines())
    assert lines <= LONG, f"{module} has {lines} lines: has it more than one idea?"
