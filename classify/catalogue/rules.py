"""Every code a rule pack may give while it is read and its names are checked."""

from classify.catalogue.entry import error
from classify.texts import mark as _

RULES = {
    "RULES001": error(_("The file cannot be read"), _("Check that it exists and may be opened")),
    "RULES002": error(
        _("This is not YAML: {problem}"),
        _(
            "Check indentation and colons; a condition with : # > * ! or & in it goes after when: | on a line of its own"
        ),
    ),
    "RULES003": error(_("The key “{key}” stands twice, first at {other}"), _("Delete one of the two")),
    "RULES004": error(
        _("“{what}” is not allowed in rule packs (anchors, aliases, tags, several documents)"),
        _("Write the content out"),
    ),
    "RULES005": error(_("The file is larger than {limit} bytes"), _("Split it into several files")),
    "RULES006": error(_("The file is not UTF-8 text"), _("Save it as UTF-8")),
    "RULES007": error(
        _("The file contains a character YAML does not allow"), _("Delete the control character")
    ),
    "RULES008": error(_("The content is nested deeper than {limit}"), _("Flatten it")),
    "RULES009": error(_("A key must be plain text"), _("Write key: value")),
    "RULES010": error(
        _("There is no rule pack here{hint}"), _("Name a folder with *.yaml files, or one of: {known}")
    ),
    "RULES011": error(
        _("The pack has no header with an id"),
        _("Add pack: {{id: ..., version: ..., title: {{zh: ..., en: ...}}}} to one file"),
    ),
    "RULES012": error(
        _("The file must hold sections such as rules: or fields:"), _("Begin each section with its key")
    ),
    "RULES013": error(_("There is no section “{key}”{hint}"), _("Use a section of docs/rule-format.md")),
    "RULES014": error(_("The section “{key}” must be a list"), _("Begin each entry with -")),
    "RULES015": error(_("The packs extend one another in a circle: {cycle}"), _("Remove one extends")),
    "RULES016": error(_("There is no pack “{name}” to extend"), _("Known packs here: {known}")),
    "RULES020": error(
        _("“{id}” in {section} is defined twice, by {first} and by {second}"),
        _("Rename one; to change an entry, let the second pack extend the first"),
    ),
    "RULES021": error(
        _("The name “{spelling}” means several things: {ids}"), _("Change a label or an alias")
    ),
    "RULES022": error(_("There is no key “{key}” here{hint}"), _("Correct the key; see docs/rule-format.md")),
    "RULES023": error(_("The key “{key}” is missing"), _("Add it; see docs/rule-format.md")),
    "RULES024": error(_("“{key}” must be one of {expected}"), _("Use one of these words")),
    "RULES025": error(_("“{key}” must be {expected}"), _("Correct the value; see docs/rule-format.md")),
    "RULES026": error(
        _("{owner} names “{id}” ({key}), which does not exist{hint}"), _("Correct the id, or add the entry")
    ),
    "RULES027": error(
        _("The weight {weight} of rule {id} for {type} has more than three decimals or is beyond 1000"),
        _("Use a weight such as 2.5"),
    ),
    "RULES028": error(_("Rule {id} has neither when nor ramp"), _("Add a condition or a ramp")),
    "RULES029": error(
        _("The end of a ramp names {name}, which differs between profiles"), _("Use numbers and parameters")
    ),
    "RULES030": error(_("Indicators refer to one another in a circle: {cycle}"), _("Remove one reference")),
    "RULES031": error(_("“{date}” is not a date"), _("Write dates as 2024-09-12")),
    "RULES032": error(
        _("A value of parameter {id} is not a number"), _("Write a number such as 0.25, 25% or 1.2万")
    ),
    "RULES033": error(
        _("{id} is marked as stated but names no document"), _("Add document and place, or mark it as expert")
    ),
    "RULES034": error(
        _("Parameter {id} has no value at {date}"),
        _("Add a value that holds at this date, or run with a later --as-of"),
    ),
    "RULES035": error(
        _("The ramp of rule {id} begins and ends at the same value"), _("Give it a width, or use when")
    ),
    "RULES036": error(
        _("The loaded packs define no types to decide between"), _("Add a pack with scheme, types and rules")
    ),
    "RULES037": error(_("There is no policy called “{policy}”"), _("Use one of: {known}")),
    "RULES038": error(
        _("The number behind “{key}” of type {id} must be above 0 and at most {limit}"), _("Correct it")
    ),
    "RULES043": error(
        _("The loaded packs do not say which columns identify a row"),
        _("Extend community-profile, or add a table section"),
    ),
    "RULES039": error(
        _("The case is not understood: {problem}"), _("Write name, given and expect; see docs/rule-format.md")
    ),
    "RULES040": error(
        _("An end of the ramp of rule {id} has no value"),
        _("Use numbers and parameters, and divide by none that is 0"),
    ),
    "RULES042": error(
        _("“{spelling}” of {id} is a word, number or function of the condition language"),
        _("Change the label or alias"),
    ),
    "RULES044": error(
        _("Parameter {id} is a quantile of {of}, which depends on the quantile {other}"),
        _("Take quantiles only of figures that depend on no quantile"),
    ),
    "RULES045": error(_("“at” of parameter {id} must lie between 0 and 1"), _("Write 0.75 or 75%")),
    "RULES046": error(_("“{written}” is no value of {field}"), _("Write {expected}")),
    "RULES047": error(
        _("“{written}” does not have the unit of {field} ({own})"),
        _("Write {expected}, without a unit or in the field's own"),
    ),
    "RULES048": error(
        _("“{written}” is beyond what {field} can be ({range})"),
        _("Write {expected} within this range, or correct the field's range"),
    ),
    "RULES041": error(_("“{key}” of the scheme must lie between 0 and 100"), _("Write points of 0 to 100")),
}
