"""Why an answer is wrong: what is known of the mistake, and only what fits all cases.

`FINDERS` are tried in order; the last one always has something to say. A finder that can ask the
student's function again does so before it names a cause.
"""

from mlp.checks.findings import behaviour, known, returned, statement
from mlp.checks.findings.evidence import Evidence, Finding

FINDERS = (
    known.known,
    behaviour.changed,
    returned.nothing,
    returned.scalars_only,
    behaviour.remembers,
    behaviour.constant,
    behaviour.one_kind,
    known.known_where_wrong,
    returned.not_a_number,
    known.composed,
    behaviour.unused_argument,
    statement.statement,
    returned.shape,
    returned.wrong_type,
    returned.exception,
    returned.other_numbers,
)


def explain(evidence: Evidence) -> Finding:
    """Return the first finding: what is surest and says most comes first."""
    return next(found for finder in FINDERS if (found := finder(evidence)))
