"""A feature's answer."""

from watchfloor.model.entity import Value


class Verdict(Value):
    """How strongly two sides agree (+1) or contradict (-1), why, and the two values looked at."""

    strength: float
    reason: str
    left: str = ""
    right: str = ""
