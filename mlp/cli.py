"""The command ``mlp``: a term's commands for instructors; update, for students."""

import importlib
import importlib.metadata
import importlib.util
import platform
import sys

NAME = "neural-networks-in-numpy"  # under which the package is installed
COMMANDS = {  # name: module, attribute, what it does; a command's imports happen when it is called
    "new": ("mlp.grading.authoring.command", "new", "Begin an exercise of your own."),
    "drop": ("mlp.grading.authoring.command", "drop", "Take an exercise out of a chapter."),
    "release": ("mlp.grading.gradebook.release", "release", "Enter a chapter in the gradebook."),
    "collect": ("mlp.grading.platforms.command", "collect", "Sort archives of submissions."),
    "grade": ("mlp.grading.command", "grade", "Grade all submissions of a chapter."),
    "extend": ("mlp.grading.feedback.command", "extend_", "Give single students more time."),
    "feedback": ("mlp.grading.feedback.command", "feedback", "Make and pack the students' pages."),
    "solutions": ("mlp.grading.gradebook.solutions", "solutions", "Write the answers, in time."),
    "report": ("mlp.grading.report", "report", "Show what the class got right."),
    "name": ("mlp.grading.authoring.name_command", "name", "Name a mistake that it shows."),
    "export": ("mlp.grading.platforms.command", "export", "Write the grades as a table."),
    "quiz": ("mlp.grading.quiz", "quiz", "Print questions about mistakes, other ones for each."),
    "update": ("mlp.update", "update", "Bring a student's chapters up to date."),
}
CODES = (
    "Exit codes: 0 done; 1 it could not be done, and the message says why; 2 the command was "
    "called wrongly; 130 interrupted by Ctrl-C, and what was done is kept."
)


def version() -> str:
    """Return the versions of the course, of Python and of NumPy, in one line."""
    import numpy as np

    names = (NAME, "mlp")
    found = next(filter(None, map(_installed, names)), "of a folder, not installed")
    return f"mlp {found} (Python {platform.python_version()}, NumPy {np.__version__})"


def _installed(name):
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _is_there(module: str) -> bool:
    """Say whether this package has the part of `mlp` that a module is in."""
    return importlib.util.find_spec(".".join(module.split(".")[:2])) is not None


def _needs(what: str, package: str | None) -> str:
    return (
        f"{what} needs the package {(package or '').partition('.')[0]!r}, which is not installed: "
        f"try  pip install '{NAME}[grade]'"
    )


def group():
    """Return the command, as click knows it."""
    import click

    class OnDemand(click.Group):
        def list_commands(self, ctx: click.Context) -> list[str]:
            return [name for name, (module, *_) in COMMANDS.items() if _is_there(module)]

        def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
            with formatter.section("Commands, in the order of an assignment's way"):
                formatter.write_dl(
                    [(name, COMMANDS[name][2]) for name in self.list_commands(ctx)], col_spacing=4
                )

        def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
            if name not in COMMANDS:
                return None
            module, attribute, _ = COMMANDS[name]
            if not _is_there(module):
                sys.exit(
                    f"mlp {name} is not in the students' package: it comes with the course's folder"
                )
            try:
                return getattr(importlib.import_module(module), attribute)
            except ModuleNotFoundError as error:
                sys.exit(_needs(f"mlp {name}", error.name))

    @click.command(
        cls=OnDemand, context_settings={"help_option_names": ["-h", "--help"]}, epilog=CODES
    )
    @click.version_option("", message=version())
    def mlp() -> None:
        """Neural networks in NumPy: what instructors and students do besides the notebooks.

        All of it happens in the course's folder, and all that is written is below grading/.
        """

    return mlp


def main() -> None:
    """Run the command."""
    if sys.argv[1:] == ["--version"]:  # also where click is not installed
        print(version())
        return
    try:
        command = group()
    except ModuleNotFoundError as error:
        sys.exit(_needs("mlp", error.name))
    command(prog_name="mlp")


if __name__ == "__main__":
    main()
