"""Every class of manipulated names, by group: what people mistype, respell and hide behind."""

from watchfloor.evaluation.manipulations import (
    addition,
    control,
    evasion,
    omission,
    order,
    phonetic,
    segmentation,
    typo,
)
from watchfloor.evaluation.manipulations.base import Manipulation

ALL: tuple[Manipulation, ...] = (
    *control.CLASSES,
    *order.CLASSES,
    *segmentation.CLASSES,
    *omission.CLASSES,
    *addition.CLASSES,
    *typo.CLASSES,
    *phonetic.CLASSES,
    *evasion.CLASSES,
)
"""In the order of the report. A class more is one line in its group's table."""

__all__ = ["ALL", "Manipulation"]
