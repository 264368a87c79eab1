"""What a course has changed in the exercises that this one came with.

`mlp new exercise` and `mlp drop exercise` write these two tables, and `mlp.exercises` reads them:
so the course's own table stays as it was, and what is yours is here. A row of `ADDED` holds what
a row of `mlp.exercises` holds, and after which exercise it comes. `LANGUAGE` is what the checks
speak, "de" say: see `mlp.checks.language`.
"""

ADDED: list[dict] = []

DROPPED: list[str] = []

LANGUAGE: str = ""
