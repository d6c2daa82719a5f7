"""Codes of findings about reports, their templates and what comes back from a review."""

from classify.catalogue.entry import error, warning
from classify.texts import mark as _

REPORT = {
    "REPORT001": error(
        _("The template cannot be opened as a Word file"),
        _("Save it in Word or WPS as .docx and name that file"),
    ),
    "REPORT002": error(
        _("Paragraph {number} of the template, “{text}”, has a mistake: {problem}"),
        _(
            "Write values as {{{{ name }}}} and whole paragraphs as {{{{p name }}}}, with both brackets closed"
        ),
    ),
    "REPORT003": error(
        _("Paragraph {number} of the template, “{text}”, names {name}, which reports do not have{hint}"),
        _("Use one of: {known}"),
    ),
    "REPORT004": error(
        _("The template cannot be filled in: {problem}"),
        _("Try the template that --save-template writes, and change it step by step"),
    ),
    "REPORT005": error(
        _("None of the formats asked for uses a template"), _("Add docx to --to, or leave --template out")
    ),
    "REPORT006": error(
        _("The file is not GeoJSON with the positions of communities"),
        _("Save it as a FeatureCollection whose features have the property id or name, in degrees"),
    ),
    "REPORT007": error(
        _("Paragraph {number} of the template, “{text}”, cannot be filled in: {problem}"),
        _("Correct the paragraph, or begin again with the template that --save-template writes"),
    ),
    "REVIEW001": error(
        _("There is no sheet with the columns {id} and {type}"),
        _("Hand in the workbook that classify report --to xlsx has written"),
    ),
    "REVIEW002": error(
        _("“{text}” is not a type of {scheme}"), _("Choose one from the list in the cell: {known}")
    ),
    "REVIEW003": warning(
        _("No community has the id “{id}”, so this decision applies to none"),
        _("Correct the id, or remove the row"),
    ),
    "REVIEW004": error(
        _("{id} is decided twice: {first} and {second}"),
        _("Keep one of the two rows, or give the later one a later date"),
    ),
    "REVIEW005": warning(
        _("The type decided is not the computed one, and no reason is given"),
        _("Write the reason beside it, so that others can follow it"),
    ),
    "REVIEW006": error(_("The date cannot be read"), _("Write it as 2025-06-30")),
    "REVIEW007": warning(
        _("A reason or an office is given but no type, so nothing is decided"),
        _("Choose the type that was confirmed, also where it is the computed one"),
    ),
    "REVIEW008": warning(
        _("The date of review lies after the day the file was saved"),
        _("Correct the date: until then this decision overrules every later one"),
    ),
    "REVIEW009": error(
        _("{id} is called “{name}” in the review and “{known}” in the table; the decision is not taken"),
        _("Hand in the review of this table, or correct the code or the name"),
    ),
}
