"""Every code a condition may give: its words, its kinds and units."""

from classify.catalogue.entry import error
from classify.texts import mark as _

EXPRESSIONS = {
    "EXPR001": error(
        _("The condition is longer than {limit} characters"),
        _("Split it into indicators with names of their own"),
    ),
    "EXPR002": error(_("The text that begins here has no closing {closing}"), _("Close it with {closing}")),
    "EXPR003": error(
        _("“{word}” begins like a number and goes on like a name"),
        _("Write numbers as 25%, 1.2万 or 2000年, and put an operator or a gap between number and name"),
    ),
    "EXPR004": error(_("The number is larger than {limit}"), _("Write a number that can occur in a profile")),
    "EXPR005": error(_("“{sign}” is not part of the language"), _("Write {instead} instead")),
    "EXPR006": error(
        _("“{sign}” is not part of the language"),
        _(
            "Conditions compare fields, indicators and parameters; see the rule author's guide for what may stand in them"
        ),
    ),
    "EXPR007": error(_("The condition is empty"), _("Write a condition, or leave the key out")),
    "EXPR008": error(_("The condition ends too early: {wanted} is missing"), _("Complete the condition")),
    "EXPR009": error(
        _("“{found}” stands where {wanted} should stand"), _("Check for a missing operator or bracket")
    ),
    "EXPR010": error(
        _("There is no field, indicator or parameter called “{name}”"),
        _('Use a name from docs/fields.md; quote text with " "'),
    ),
    "EXPR011": error(
        _("There is no field, indicator or parameter called “{name}”; did you mean “{close}”?"),
        _("Write {close}, or another name from docs/fields.md"),
    ),
    "EXPR012": error(
        _("The condition should be complete before “{found}”"), _("Join conditions with and / 且 or or / 或")
    ),
    "EXPR013": error(
        _("“{name}” is a name and cannot be called"), _("Remove the brackets, or put an operator before them")
    ),
    "EXPR014": error(
        _("The condition is nested or chained deeper than {limit}"),
        _("Split it into indicators with names of their own"),
    ),
    "EXPR015": error(_("There is no function called “{name}”"), _("Use one of: {functions}")),
    "EXPR020": error(
        _("This gives {found}, where {wanted} is needed"), _("Compare it with something, or use another name")
    ),
    "EXPR021": error(
        _("The units {first} and {second} do not agree"),
        _("Compare or add only what is counted in the same unit"),
    ),
    "EXPR022": error(_("{first} and {second} cannot be compared"), _("Compare values of one kind")),
    "EXPR023": error(
        _("{op} has no meaning for {kind}"),
        _("Use == or != or in [...] here, or put brackets round each condition"),
    ),
    "EXPR024": error(
        _("{number} is compared with a share, which lies between 0 and 1"),
        _("Write {number}% if you mean per cent"),
    ),
    "EXPR025": error(_("{name} has no such choice"), _("Use one of: {choices}")),
    "EXPR026": error(_("{function} is not called like this"), _("Call it as {usage}; k is a whole number")),
    "EXPR027": error(_("Only constants may stand in the list"), _("List texts, numbers or parameters")),
    "EXPR028": error(
        _("No profile holds an empty text"), _("Write missing(...) / 缺失(...) to ask for a missing value")
    ),
    "EXPR030": error(
        _("This is not a condition"),
        _("Write text, or one of all, any, not, at_least, or field with op and value"),
    ),
    "EXPR031": error(
        _("The keys {keys} do not make a condition"),
        _("Write text, or exactly one of all, any, not, at_least, or the three keys field, op and value"),
    ),
    "EXPR032": error(_("A list with at least one entry is needed here"), _("Write [ ... ] with entries")),
    "EXPR033": error(
        _("at_least needs a whole number k and a list of"), _("Write at_least: {{k: 2, of: [ ... ]}}")
    ),
    "EXPR034": error(_("“{op}” is not an operator"), _("Use one of: {ops}")),
}
