"""The command `mlp update`: the newest text of a chapter for a notebook that has answers in it."""

import json
from pathlib import Path

import click

from mlp.merging import is_answer, merge, name_of, start_over, text_of, version_of

HERE = Path(__file__).parent
#: In a student's package; in the folder of the course.
CHAPTERS = (HERE / "chapters", HERE.parent / "chapters")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def newest(mine: dict) -> tuple[Path, dict]:
    """Return the chapter that a student's notebook is of, as this package has it.

    Raises
    ------
    ValueError
        If there is none.
    """
    answers = {name_of(cell) for cell in mine["cells"] if is_answer(cell)}
    for path in sorted(path for folder in CHAPTERS for path in folder.glob("ch*/*.ipynb")):
        chapter = read(path)
        if answers & {name_of(cell) for cell in chapter["cells"] if is_answer(cell)}:
            return path, chapter
    raise ValueError(
        "this package has no chapter with an exercise of this notebook. Name the chapter's new "
        "notebook, as you downloaded it: --from FILE"
    )


def read(path: Path) -> dict:
    """Read a notebook.

    Raises
    ------
    ValueError
        If it is none.
    """
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        for cell in notebook["cells"]:
            text_of(cell)
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} is no notebook that can be read ({error!r})") from None
    return notebook


def write(notebook: dict, path: Path) -> Path:
    """Replace a notebook's file, in one step; return where the file before it is kept."""
    for cell in notebook["cells"]:
        cell["source"] = text_of(cell).splitlines(keepends=True)
    k = 1
    while (kept := path.with_name(f"{path.name}.before{'' if k == 1 else f'-{k}'}")).exists():
        k += 1
    text = json.dumps(notebook, indent=1, sort_keys=True, ensure_ascii=False) + "\n"
    made = path.with_name(f".{path.name}.new")
    made.write_text(text, encoding="utf-8")
    kept.write_bytes(path.read_bytes())
    made.replace(path)
    return kept


@click.command()
@click.argument("file", type=FILE)
@click.option("--from", "source", metavar="FILE", type=FILE,
              help="The chapter's new notebook, if not this package's.")  # fmt: skip
@click.option("--start-over", "names", metavar="NAME", multiple=True,
              help="Put this exercise back to its beginning instead (repeatable).")  # fmt: skip
def update(file: Path, source: Path | None, names: tuple[str, ...]) -> None:
    """Give FILE, neurons.ipynb say, the newest text of its chapter.

    Your answers, your changes and your own cells are kept, and so is the file as it was. Close the
    notebook in Jupyter first.
    """
    try:
        mine = read(file)
        path, new = (source, read(source)) if source else newest(mine)
        if not version_of(new):
            raise ValueError(f"{path} is no chapter of this course as it is handed out")
        if not names and version_of(mine) == version_of(new):
            click.echo(f"{file} has the newest text already: nothing was changed.")
            return
        made = mine if names else merge(mine, new)
        for name in names:
            made = start_over(made, new, name)
    except KeyError as error:
        known = ", ".join(sorted(name_of(cell) for cell in new["cells"] if is_answer(cell)))
        raise click.ClickException(
            f"{file} has no exercise {error}. Its exercises: {known}"
        ) from None
    except (OSError, ValueError) as error:
        raise click.ClickException(str(error)) from None
    kept = write(made, file)
    done = f"{', '.join(names)} as at the beginning" if names else "the newest text, your answers"
    click.echo(f"{file}: {done}. The file as it was: {kept}")
