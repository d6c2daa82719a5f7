"""Every code a call may give: unknown ids and formats, missing extras, values of another kind."""

from classify.catalogue.entry import error
from classify.texts import mark as _

USE = {
    "USE001": error(
        _("This needs an extra that is not installed: {extra}"),
        _(
            "Run pip install 'community-classify[{extra}]', or in the folder of the program pip install '.[{extra}]'"
        ),
    ),
    "USE002": error(
        _("No community has the id or name “{id}”{hint}"),
        _("Look the id up in the table that classify run prints"),
    ),
    "USE003": error(_("Several communities are called “{id}”"), _("Name it by its id")),
    "USE004": error(_("There is no report format “{format}”"), _("Use one of: {known}")),
    "USE010": error(
        _("“{name}” cannot be the name of a plugin"),
        _("Use small letters, digits and single hyphens, such as my-district"),
    ),
    "USE011": error(_("{folder} exists already"), _("Choose another name or another folder")),
    "USE020": error(
        _("No rule, indicator, parameter, field, type, line or check has the id “{id}”{hint}"),
        _("Look the id up with classify rules list"),
    ),
    "VALUE001": error(
        _("{field} holds {found} where {expected} is needed"), _("Hand in values of the field's own kind")
    ),
}
