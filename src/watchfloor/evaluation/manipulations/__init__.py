"""Every class of manipulated names, by group: what people mistype, respell and hide behind."""

from watchfloor.evaluation.manipulations import (
    addition,
    company,
    context,
    control,
    cultural,
    evasion,
    identifier,
    omission,
    order,
    phonetic,
    segmentation,
    transliteration,
    typo,
)
from watchfloor.evaluation.manipulations.base import Manipulation

_GROUPS = (
    control, order, segmentation, omission, addition, typo, phonetic, transliteration,
    cultural, company, evasion, identifier, context,
)  # fmt: skip

ALL: tuple[Manipulation, ...] = tuple(found for group in _GROUPS for found in group.CLASSES)
"""In the order of the report. A class more is one line in its group's table."""

__all__ = ["ALL", "Manipulation"]
