"""Every code a finding may carry, with its severity, its wording and the way to repair it.

Words in braces are filled in by the place that reports. `docs/errors.md` explains each code; a test holds
this list, the documentation and `tests/bad/` together.
"""

from classify.catalogue.alliance import ALLIANCE
from classify.catalogue.entry import Entry
from classify.catalogue.expressions import EXPRESSIONS
from classify.catalogue.intake import INTAKE
from classify.catalogue.lint import LINT
from classify.catalogue.plugins import PLUGINS
from classify.catalogue.report import REPORT
from classify.catalogue.rules import RULES
from classify.catalogue.use import USE

CATALOGUE: dict[str, Entry] = {
    **INTAKE,
    **EXPRESSIONS,
    **RULES,
    **PLUGINS,
    **LINT,
    **ALLIANCE,
    **REPORT,
    **USE,
}
