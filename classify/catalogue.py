"""Every code a finding may carry, with its severity, its wording and the way to repair it.

Words in braces are filled in by the place that reports. `docs/errors.md` explains each code; a test holds
this list, the documentation and `tests/bad/` together.
"""

from typing import NamedTuple

from classify.texts import mark as _


class Entry(NamedTuple):
    """Hold the wording of one code."""

    severity: str
    message: str
    repair: str


def _error(message: str, repair: str) -> Entry:
    return Entry("error", message, repair)


def _warning(message: str, repair: str) -> Entry:
    return Entry("warning", message, repair)


INTAKE = {
    "INTAKE001": _error(_("The file does not exist"), _("Check the path and the spelling of the name")),
    "INTAKE002": _error(_("The file is empty"), _("Save the table again and hand in that file")),
    "INTAKE003": _error(
        _("The file is neither a readable text table nor an .xlsx workbook"),
        _("Open it in the office program and save it as .xlsx or as CSV"),
    ),
    "INTAKE004": _error(
        _("The workbook is protected by a password"), _("Remove the password and save the workbook again")
    ),
    "INTAKE005": _error(
        _("The workbook is damaged or cut off"), _("Copy or download the file again, then open and save it once")
    ),
    "INTAKE006": _error(
        _("The text is in none of the encodings UTF-8 and GB18030"), _("Save the table as CSV in UTF-8")
    ),
    "INTAKE007": _error(
        _("The table has a heading but no rows"), _("Fill in one row per community below the heading")
    ),
    "INTAKE008": _error(
        _("The file is a workbook in the format {format}, which cannot be read yet"),
        _("Open it in the office program and save it as .xlsx"),
    ),
    "INTAKE009": _error(
        _("The workbook has no worksheet"), _("Put the table on a worksheet, or save it as CSV")
    ),
    "INTAKE010": _error(
        _("The heading “{heading}” is not a field{hint}"),
        _("Use the name, label or an alias of a field, or delete the column"),
    ),
    "INTAKE011": _error(
        _("The headings “{first}” and “{second}” both mean {field}"), _("Keep one of the two columns")
    ),
    "INTAKE012": _error(
        _("{field} expects {expected}, and the cell holds something else"),
        _("Correct the cell, or empty it if the figure is not known"),
    ),
    "INTAKE013": _error(
        _("{field} is {value}, outside what can be true ({range})"), _("Correct the cell")
    ),
    "INTAKE014": _warning(
        _("{field} is {value}, outside the usual ({range})"), _("Check the figure; if it is right, leave it")
    ),
    "INTAKE015": _error(
        _("{field} is {value}: a share lies between 0 and 1"), _("Write 25% or 0.25 for a quarter")
    ),
    "INTAKE016": _error(
        _("{field} ({value}) exceeds {total_field} ({total})"), _("Correct one of the two cells")
    ),
    "INTAKE017": _error(_("{field} does not know the entry{hint}"), _("Use one of: {choices}")),
    "INTAKE018": _error(_("{field} has not the form it must have ({pattern})"), _("Correct the cell")),
    "INTAKE019": Entry("error", _("{say}"), _("{how}")),
    "INTAKE020": _error(
        _("No column identifies the communities"), _("Add one of the columns {fields}")
    ),
    "INTAKE021": _error(_("The row has no identifier"), _("Fill in one of {fields}")),
    "INTAKE022": _error(
        _("The same {field} stands in two rows, here and at {other}"), _("Delete one of the two rows or correct its identifier")
    ),
    "INTAKE023": _error(_("The first row holds no heading the loaded rules know"), _("Put the headings into the first row")),
    "INTAKE024": _error(
        _("The path does not lead to a file that may be read"),
        _("Name a file, not a folder, that this user may open"),
    ),
    "INTAKE025": _error(
        _("The file is larger than a table of communities can be"),
        _("Hand in the table alone, without empty formatted rows and columns, or in several files"),
    ),
    "INTAKE026": _error(
        _("The text table cannot be split into cells from here on: a quotation mark is not closed, or not doubled"),
        _("Save the table again from the office program, or correct the quotation marks"),
    ),
    "INTAKE027": _error(
        _("The row has {cells} cells below {headings} headings and was not read"),
        _("Put figures such as 1,133 in quotation marks, or write them without a comma"),
    ),
    "INTAKE028": _error(
        _("The column has no heading, so its cells were not read"),
        _("Give the column the name of a field, or delete it"),
    ),
    "INTAKE029": _warning(
        _("No heading on the sheet “{sheet}” is known, so it was not read"),
        _("Put the headings into its first row if it holds communities; otherwise leave it"),
    ),
    "INTAKE030": _error(
        _("{field} is a formula that was never calculated"),
        _("Open the workbook in the office program, save it once and hand in that file"),
    ),
    "INTAKE031": _error(
        _("{field} is a formula that failed"), _("Correct the formula, or write the figure instead")
    ),
    "INTAKE032": _error(
        _("{field} was shortened by the office program, its last digits are lost"),
        _("Format the column as text and enter the code again"),
    ),
    "INTAKE033": _warning(
        _("{field} is 1 and was read as 100%"), _("Write 100% or 1%, whichever is meant")
    ),
}

EXPRESSIONS = {
    "EXPR001": _error(
        _("The condition is longer than {limit} characters"), _("Split it into indicators with names of their own")
    ),
    "EXPR002": _error(_("The text that begins here has no closing {closing}"), _("Close it with {closing}")),
    "EXPR003": _error(
        _("“{word}” begins like a number and goes on like a name"),
        _("Write numbers as 25%, 1.2万 or 2000年, and put an operator or a gap between number and name"),
    ),
    "EXPR004": _error(_("The number is larger than {limit}"), _("Write a number that can occur in a profile")),
    "EXPR005": _error(_("“{sign}” is not part of the language"), _("Write {instead} instead")),
    "EXPR006": _error(
        _("“{sign}” is not part of the language"),
        _("Conditions compare fields, indicators and parameters; see the rule author's guide for what may stand in them"),
    ),
    "EXPR007": _error(_("The condition is empty"), _("Write a condition, or leave the key out")),
    "EXPR008": _error(_("The condition ends too early: {wanted} is missing"), _("Complete the condition")),
    "EXPR009": _error(_("“{found}” stands where {wanted} should stand"), _("Check for a missing operator or bracket")),
    "EXPR010": _error(
        _("There is no field, indicator or parameter called “{name}”"),
        _("Use a name from docs/fields.md; quote text with \" \""),
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
        _("The condition is nested or chained deeper than {limit}"), _("Split it into indicators with names of their own")
    ),
    "EXPR020": _error(_("This gives {found}, where {wanted} is needed"), _("Compare it with something, or use another name")),
    "EXPR021": _error(
        _("The units {first} and {second} do not agree"), _("Compare or add only what is counted in the same unit")
    ),
    "EXPR022": _error(_("{first} and {second} cannot be compared"), _("Compare values of one kind")),
    "EXPR023": _error(
        _("{op} has no meaning for {kind}"), _("Use == or != or in [...] here, or put brackets round each condition")
    ),
    "EXPR024": _error(
        _("{number} is compared with a share, which lies between 0 and 1"), _("Write {number}% if you mean per cent")
    ),
    "EXPR025": _error(_("{name} has no such choice"), _("Use one of: {choices}")),
    "EXPR026": _error(_("{function} is not called like this"), _("Call it as {usage}; k is a whole number")),
    "EXPR027": _error(_("Only constants may stand in the list"), _("List texts, numbers or parameters")),
    "EXPR030": _error(
        _("This is not a condition"), _("Write text, or one of all, any, not, at_least, or field with op and value")
    ),
    "EXPR031": _error(
        _("The keys {keys} do not make a condition"),
        _("Write text, or exactly one of all, any, not, at_least, or the three keys field, op and value"),
    ),
    "EXPR032": _error(_("A list with at least one entry is needed here"), _("Write [ ... ] with entries")),
    "EXPR033": _error(_("at_least needs a whole number k and a list of"), _("Write at_least: {{k: 2, of: [ ... ]}}")),
    "EXPR034": _error(_("“{op}” is not an operator"), _("Use one of: {ops}")),
}

RULES = {
    "RULES001": _error(_("The file cannot be read"), _("Check that it exists and may be opened")),
    "RULES002": _error(
        _("This is not YAML: {problem}"),
        _("Check indentation and colons; a condition with : # > * ! or & in it goes after when: | on a line of its own"),
    ),
    "RULES003": _error(_("The key “{key}” stands twice, first in line {other}"), _("Delete one of the two")),
    "RULES004": _error(
        _("“{what}” is not allowed in rule packs (anchors, aliases, tags, several documents)"), _("Write the content out")
    ),
    "RULES005": _error(_("The file is larger than {limit} bytes"), _("Split it into several files")),
    "RULES006": _error(_("The file is not UTF-8 text"), _("Save it as UTF-8")),
    "RULES007": _error(_("The file contains a character YAML does not allow"), _("Delete the control character")),
    "RULES008": _error(_("The content is nested deeper than {limit}"), _("Flatten it")),
    "RULES009": _error(_("A key must be plain text"), _("Write key: value")),
    "RULES010": _error(_("There is no rule pack here"), _("Name a folder with *.yaml files, or a bundled pack")),
    "RULES011": _error(
        _("The pack has no header with an id"), _("Add pack: {{id: ..., version: ..., title: {{zh: ..., en: ...}}}} to one file")
    ),
    "RULES012": _error(_("The file must hold sections such as rules: or fields:"), _("Begin each section with its key")),
    "RULES013": _error(_("There is no section “{key}”{hint}"), _("Use a section of docs/rule-format.md")),
    "RULES014": _error(_("The section “{key}” must be a list"), _("Begin each entry with -")),
    "RULES015": _error(_("The packs extend one another in a circle: {cycle}"), _("Remove one extends")),
    "RULES016": _error(_("There is no pack “{name}” to extend"), _("Known packs here: {known}")),
    "RULES020": _error(
        _("“{id}” in {section} is defined twice, by {first} and by {second}"),
        _("Rename one; to change an entry, let the second pack extend the first"),
    ),
    "RULES021": _error(_("The name “{spelling}” means several things: {ids}"), _("Change a label or an alias")),
    "RULES022": _error(_("There is no key “{key}” here{hint}"), _("Correct the key; see docs/rule-format.md")),
    "RULES023": _error(_("The key “{key}” is missing"), _("Add it; see docs/rule-format.md")),
    "RULES024": _error(_("“{key}” must be one of {expected}"), _("Use one of these words")),
    "RULES025": _error(_("“{key}” must be {expected}"), _("Correct the value; see docs/rule-format.md")),
    "RULES026": _error(_("{owner} names “{id}” ({key}), which does not exist{hint}"), _("Correct the id, or add the entry")),
    "RULES027": _error(
        _("The weight {weight} of rule {id} for {type} has more than three decimals or is beyond 1000"),
        _("Use a weight such as 2.5"),
    ),
    "RULES028": _error(_("Rule {id} has neither when nor ramp"), _("Add a condition or a ramp")),
    "RULES029": _error(_("The end of a ramp names {name}, which differs between profiles"), _("Use numbers and parameters")),
    "RULES030": _error(_("Indicators refer to one another in a circle: {cycle}"), _("Remove one reference")),
    "RULES031": _error(_("“{date}” is not a date"), _("Write dates as 2024-09-12")),
    "RULES032": _error(_("A value of parameter {id} is not a number"), _("Write a number such as 0.25, 25% or 1.2万")),
    "RULES033": _error(_("{id} is marked as stated but names no document"), _("Add document and place, or mark it as expert")),
    "RULES034": _error(
        _("Parameter {id} has no value at {date}"), _("Add a value that holds at this date, or run with a later --as-of")
    ),
    "RULES035": _error(_("The ramp of rule {id} begins and ends at the same value"), _("Give it a width, or use when")),
    "RULES036": _error(_("The loaded packs define no types to decide between"), _("Add a pack with scheme, types and rules")),
    "RULES037": _error(_("There is no policy called “{policy}”"), _("Use one of: {known}")),
    "RULES038": _error(_("The number behind “{key}” of type {id} must be above 0"), _("Correct it")),
    "RULES040": _error(
        _("The loaded packs do not say which columns identify a row"), _("Extend community-profile, or add a table section")
    ),
    "RULES039": _error(_("The case is not understood: {problem}"), _("Write name, given and expect; see docs/rule-format.md")),
}

USE = {
    "USE001": _error(
        _("This needs an extra that is not installed: {extra}"), _("Install community-classify[{extra}]")
    ),
    "USE002": _error(_("No community has the id or name “{id}”"), _("Look the id up in the table that classify run prints")),
    "USE003": _error(_("Several communities are called “{id}”"), _("Name it by its id")),
    "VALUE001": _error(
        _("{field} holds {found} where {expected} is needed"), _("Hand in values of the field's own kind")
    ),
}

CATALOGUE: dict[str, Entry] = {**INTAKE, **EXPRESSIONS, **RULES, **USE}
