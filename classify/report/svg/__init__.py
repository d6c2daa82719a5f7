"""Charts as static SVG: strings that a site shows as they are and Word gets as pictures.

They are drawn from plain data and know nothing of runs. Colour is never the only code, every chart has a
title and a description, and text uses the reader's own fonts.
"""

from classify.report.svg.bars import Bar, Counted, Ranked, counts, ranking, signed_bars
from classify.report.svg.looks import Look, looks_of
from classify.report.svg.points import Dot, Strip, locator, scatter, strips
from classify.report.svg.tables import Places, heatmap, stacked

__all__ = [
    "Bar",
    "Counted",
    "Dot",
    "Look",
    "Places",
    "Ranked",
    "Strip",
    "counts",
    "heatmap",
    "locator",
    "looks_of",
    "ranking",
    "scatter",
    "signed_bars",
    "stacked",
    "strips",
]
