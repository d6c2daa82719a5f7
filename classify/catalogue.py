"""Every code a finding may carry, with its severity, its wording and the way to repair it.

Words in braces are filled in by the place that reports. `docs/errors.md` explains each code; a test holds
this list, the documentation and `tests/bad/` together.
"""

from classify.catalogue_alliance import ALLIANCE
from classify.catalogue_entry import Entry
from classify.catalogue_entry import error as _error
from classify.catalogue_intake import INTAKE
from classify.catalogue_lint import LINT
from classify.catalogue_report import REPORT
from classify.texts import mark as _

EXPRESSIONS = {
    "EXPR001": _error(
        _("The condition is longer than {limit} characters"),
        _("Split it into indicators with names of their own"),
    ),
    "EXPR002": _error(_("The text that begins here has no closing {closing}"), _("Close it with {closing}")),
    "EXPR003": _error(
        _("“{word}” begins like a number and goes on like a name"),
        _("Write numbers as 25%, 1.2万 or 2000年, and put an operator or a gap between number and name"),
    ),
    "EXPR004": _error(
        _("The number is larger than {limit}"), _("Write a number that can occur in a profile")
    ),
    "EXPR005": _error(_("“{sign}” is not part of the language"), _("Write {instead} instead")),
    "EXPR006": _error(
        _("“{sign}” is not part of the language"),
        _(
            "Conditions compare fields, indicators and parameters; see the rule author's guide for what may stand in them"
        ),
    ),
    "EXPR007": _error(_("The condition is empty"), _("Write a condition, or leave the key out")),
    "EXPR008": _error(_("The condition ends too early: {wanted} is missing"), _("Complete the condition")),
    "EXPR009": _error(
        _("“{found}” stands where {wanted} should stand"), _("Check for a missing operator or bracket")
    ),
    "EXPR010": _error(
        _("There is no field, indicator or parameter called “{name}”"),
        _('Use a name from docs/fields.md; quote text with " "'),
    ),
    "EXPR011": _error(
        _("There is no field, indicator or parameter called “{name}”; did you mean “{close}”?"),
        _("Write {close}, or another name from docs/fields.md"),
    ),
    "EXPR012": _error(
        _("The condition should be complete before “{found}”"), _("Join conditions with and / 且 or or / 或")
    ),
    "EXPR013": _error(
        _("“{name}” is a name and cannot be called"), _("Remove the brackets, or put an operator before them")
    ),
    "EXPR014": _error(
        _("The condition is nested or chained deeper than {limit}"),
        _("Split it into indicators with names of their own"),
    ),
    "EXPR015": _error(_("There is no function called “{name}”"), _("Use one of: {functions}")),
    "EXPR020": _error(
        _("This gives {found}, where {wanted} is needed"), _("Compare it with something, or use another name")
    ),
    "EXPR021": _error(
        _("The units {first} and {second} do not agree"),
        _("Compare or add only what is counted in the same unit"),
    ),
    "EXPR022": _error(_("{first} and {second} cannot be compared"), _("Compare values of one kind")),
    "EXPR023": _error(
        _("{op} has no meaning for {kind}"),
        _("Use == or != or in [...] here, or put brackets round each condition"),
    ),
    "EXPR024": _error(
        _("{number} is compared with a share, which lies between 0 and 1"),
        _("Write {number}% if you mean per cent"),
    ),
    "EXPR025": _error(_("{name} has no such choice"), _("Use one of: {choices}")),
    "EXPR026": _error(_("{function} is not called like this"), _("Call it as {usage}; k is a whole number")),
    "EXPR027": _error(_("Only constants may stand in the list"), _("List texts, numbers or parameters")),
    "EXPR028": _error(
        _("No profile holds an empty text"), _("Write missing(...) / 缺失(...) to ask for a missing value")
    ),
    "EXPR030": _error(
        _("This is not a condition"),
        _("Write text, or one of all, any, not, at_least, or field with op and value"),
    ),
    "EXPR031": _error(
        _("The keys {keys} do not make a condition"),
        _("Write text, or exactly one of all, any, not, at_least, or the three keys field, op and value"),
    ),
    "EXPR032": _error(_("A list with at least one entry is needed here"), _("Write [ ... ] with entries")),
    "EXPR033": _error(
        _("at_least needs a whole number k and a list of"), _("Write at_least: {{k: 2, of: [ ... ]}}")
    ),
    "EXPR034": _error(_("“{op}” is not an operator"), _("Use one of: {ops}")),
}

RULES = {
    "RULES001": _error(_("The file cannot be read"), _("Check that it exists and may be opened")),
    "RULES002": _error(
        _("This is not YAML: {problem}"),
        _(
            "Check indentation and colons; a condition with : # > * ! or & in it goes after when: | on a line of its own"
        ),
    ),
    "RULES003": _error(_("The key “{key}” stands twice, first at {other}"), _("Delete one of the two")),
    "RULES004": _error(
        _("“{what}” is not allowed in rule packs (anchors, aliases, tags, several documents)"),
        _("Write the content out"),
    ),
    "RULES005": _error(_("The file is larger than {limit} bytes"), _("Split it into several files")),
    "RULES006": _error(_("The file is not UTF-8 text"), _("Save it as UTF-8")),
    "RULES007": _error(
        _("The file contains a character YAML does not allow"), _("Delete the control character")
    ),
    "RULES008": _error(_("The content is nested deeper than {limit}"), _("Flatten it")),
    "RULES009": _error(_("A key must be plain text"), _("Write key: value")),
    "RULES010": _error(
        _("There is no rule pack here{hint}"), _("Name a folder with *.yaml files, or one of: {known}")
    ),
    "RULES011": _error(
        _("The pack has no header with an id"),
        _("Add pack: {{id: ..., version: ..., title: {{zh: ..., en: ...}}}} to one file"),
    ),
    "RULES012": _error(
        _("The file must hold sections such as rules: or fields:"), _("Begin each section with its key")
    ),
    "RULES013": _error(_("There is no section “{key}”{hint}"), _("Use a section of docs/rule-format.md")),
    "RULES014": _error(_("The section “{key}” must be a list"), _("Begin each entry with -")),
    "RULES015": _error(_("The packs extend one another in a circle: {cycle}"), _("Remove one extends")),
    "RULES016": _error(_("There is no pack “{name}” to extend"), _("Known packs here: {known}")),
    "RULES020": _error(
        _("“{id}” in {section} is defined twice, by {first} and by {second}"),
        _("Rename one; to change an entry, let the second pack extend the first"),
    ),
    "RULES021": _error(
        _("The name “{spelling}” means several things: {ids}"), _("Change a label or an alias")
    ),
    "RULES022": _error(
        _("There is no key “{key}” here{hint}"), _("Correct the key; see docs/rule-format.md")
    ),
    "RULES023": _error(_("The key “{key}” is missing"), _("Add it; see docs/rule-format.md")),
    "RULES024": _error(_("“{key}” must be one of {expected}"), _("Use one of these words")),
    "RULES025": _error(_("“{key}” must be {expected}"), _("Correct the value; see docs/rule-format.md")),
    "RULES026": _error(
        _("{owner} names “{id}” ({key}), which does not exist{hint}"), _("Correct the id, or add the entry")
    ),
    "RULES027": _error(
        _("The weight {weight} of rule {id} for {type} has more than three decimals or is beyond 1000"),
        _("Use a weight such as 2.5"),
    ),
    "RULES028": _error(_("Rule {id} has neither when nor ramp"), _("Add a condition or a ramp")),
    "RULES029": _error(
        _("The end of a ramp names {name}, which differs between profiles"), _("Use numbers and parameters")
    ),
    "RULES030": _error(_("Indicators refer to one another in a circle: {cycle}"), _("Remove one reference")),
    "RULES031": _error(_("“{date}” is not a date"), _("Write dates as 2024-09-12")),
    "RULES032": _error(
        _("A value of parameter {id} is not a number"), _("Write a number such as 0.25, 25% or 1.2万")
    ),
    "RULES033": _error(
        _("{id} is marked as stated but names no document"), _("Add document and place, or mark it as expert")
    ),
    "RULES034": _error(
        _("Parameter {id} has no value at {date}"),
        _("Add a value that holds at this date, or run with a later --as-of"),
    ),
    "RULES035": _error(
        _("The ramp of rule {id} begins and ends at the same value"), _("Give it a width, or use when")
    ),
    "RULES036": _error(
        _("The loaded packs define no types to decide between"), _("Add a pack with scheme, types and rules")
    ),
    "RULES037": _error(_("There is no policy called “{policy}”"), _("Use one of: {known}")),
    "RULES038": _error(
        _("The number behind “{key}” of type {id} must be above 0 and at most {limit}"), _("Correct it")
    ),
    "RULES043": _error(
        _("The loaded packs do not say which columns identify a row"),
        _("Extend community-profile, or add a table section"),
    ),
    "RULES039": _error(
        _("The case is not understood: {problem}"), _("Write name, given and expect; see docs/rule-format.md")
    ),
    "RULES040": _error(
        _("An end of the ramp of rule {id} has no value"),
        _("Use numbers and parameters, and divide by none that is 0"),
    ),
    "RULES042": _error(
        _("“{spelling}” of {id} is a word, number or function of the condition language"),
        _("Change the label or alias"),
    ),
    "RULES044": _error(
        _("Parameter {id} is a quantile of {of}, which depends on the quantile {other}"),
        _("Take quantiles only of figures that depend on no quantile"),
    ),
    "RULES045": _error(_("“at” of parameter {id} must lie between 0 and 1"), _("Write 0.75 or 75%")),
    "RULES041": _error(_("“{key}” of the scheme must lie between 0 and 100"), _("Write points of 0 to 100")),
}

PLUGINS = {
    "PLUGIN001": _error(
        _("The plugin {plugin} cannot be loaded: {problem}"), _("Repair it, or run with --without {name}")
    ),
    "PLUGIN002": _error(
        _("The plugin {plugin} failed in {hook}: {problem}"),
        _("Report it to its author, or run with --without and its name"),
    ),
    "PLUGIN003": _error(
        _("The plugin {plugin} implements a hook that does not exist: {problem}"),
        _("Compare its hooks with docs/hooks.md"),
    ),
    "PLUGIN004": _error(
        _("The plugin {plugin} returned {found} from {hook} where a list is expected"),
        _("Return a list, also for one entry"),
    ),
    "PLUGIN005": _error(
        _("“{id}” ({hook}) is brought by two plugins, {first} and {second}"),
        _("Rename one, or run without one of them"),
    ),
    "PLUGIN006": _error(_("There is no plugin called “{name}”"), _("Known plugins: {known}")),
    "PLUGIN007": _error(
        _("The plugin folder does not exist"), _("Check --plugins-dir and CLASSIFY_PLUGINS_DIR")
    ),
    "PLUGIN008": _error(
        _("The Python rule {id} cannot be traced: {problem}"),
        _("Use only fields, constants, comparisons, arithmetic, & | ~ and f.call(...) in it"),
    ),
    "PLUGIN009": _error(
        _("The column {id} of {plugin} returned {found} values for {rows} rows"),
        _("Return one value per row"),
    ),
}

USE = {
    "USE001": _error(
        _("This needs an extra that is not installed: {extra}"), _("Install community-classify[{extra}]")
    ),
    "USE002": _error(
        _("No community has the id or name “{id}”"), _("Look the id up in the table that classify run prints")
    ),
    "USE003": _error(_("Several communities are called “{id}”"), _("Name it by its id")),
    "USE004": _error(_("There is no report format “{format}”"), _("Use one of: {known}")),
    "USE010": _error(
        _("“{name}” cannot be the name of a plugin"),
        _("Use small letters, digits and single hyphens, such as my-district"),
    ),
    "USE011": _error(_("{folder} exists already"), _("Choose another name or another folder")),
    "USE020": _error(
        _("No rule, indicator, parameter, field, type, line or check has the id “{id}”{hint}"),
        _("Look the id up with classify rules list"),
    ),
    "VALUE001": _error(
        _("{field} holds {found} where {expected} is needed"), _("Hand in values of the field's own kind")
    ),
}

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
