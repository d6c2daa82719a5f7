"""Every code a plugin may give: what it registers and what its code returns."""

from classify.catalogue.entry import error
from classify.texts import mark as _

PLUGINS = {
    "PLUGIN001": error(
        _("The plugin {plugin} cannot be loaded: {problem}"), _("Repair it, or run with --without {name}")
    ),
    "PLUGIN002": error(
        _("The plugin {plugin} failed in {hook}: {problem}"),
        _("Report it to its author, or run with --without and its name"),
    ),
    "PLUGIN003": error(
        _("The plugin {plugin} implements a hook that does not exist: {problem}"),
        _("Compare its hooks with docs/hooks.md"),
    ),
    "PLUGIN004": error(
        _("The plugin {plugin} returned {found} from {hook} where a list is expected"),
        _("Return a list, also for one entry"),
    ),
    "PLUGIN005": error(
        _("“{id}” ({hook}) is brought by two plugins, {first} and {second}"),
        _("Rename one, or run without one of them"),
    ),
    "PLUGIN006": error(_("There is no plugin called “{name}”"), _("Known plugins: {known}")),
    "PLUGIN007": error(
        _("The plugin folder does not exist"), _("Check --plugins-dir and CLASSIFY_PLUGINS_DIR")
    ),
    "PLUGIN008": error(
        _("The Python rule {id} cannot be traced: {problem}"),
        _("Use only fields, constants, comparisons, arithmetic, & | ~ and f.call(...) in it"),
    ),
    "PLUGIN009": error(
        _("The column {id} of {plugin} returned {found} values for {rows} rows"),
        _("Return one value per row"),
    ),
}
