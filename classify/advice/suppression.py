"""What advice may quote; the rules of suppression stand in `insight/suppression.py`, where explanations use them too."""

from classify.insight.suppression import Suppression
from classify.model.smallcells import MINIMUM, counts_people, too_small

__all__ = ["MINIMUM", "Suppression", "counts_people", "too_small"]
