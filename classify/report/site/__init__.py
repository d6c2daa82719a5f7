"""An offline site about a run: opens from disk, asks for nothing from any network, prints on A4."""

from classify.report.places import Places, read_places
from classify.report.site.pages import site_files, write_site

__all__ = ["Places", "read_places", "site_files", "write_site"]
