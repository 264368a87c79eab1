"""The command ``mlp``, for instructors: grade, report."""

import importlib
import sys

import click

COMMANDS = {  # name: module and attribute; a command's imports happen when it is called
    "release": ("mlp.grading.gradebook.release", "release"),
    "collect": ("mlp.grading.platforms.command", "collect"),
    "grade": ("mlp.grading.command", "grade"),
    "feedback": ("mlp.grading.feedback.command", "feedback"),
    "extend": ("mlp.grading.feedback.command", "extend_"),
    "export": ("mlp.grading.platforms.command", "export"),
    "report": ("mlp.grading.report", "report"),
}


class _OnDemand(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module, attribute = COMMANDS[name]
        try:
            return getattr(importlib.import_module(module), attribute)
        except ModuleNotFoundError as error:
            sys.exit(
                f"mlp {name} needs the package {error.name!r}, which is not installed: "
                "try  pip install 'mlp[grade]'"
            )


@click.command(cls=_OnDemand, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Neural networks in NumPy: the instructor's tools."""


if __name__ == "__main__":
    main()
