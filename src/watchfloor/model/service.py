"""The seams of the service: who asks, and what is written down of what was answered.

The service (``api``) calls these two protocols and knows nothing of keys, passwords, tables or files;
whoever keeps them implements the protocols and imports only this module. In short::

    Authenticator.authenticate(headers, client) -> Caller     raises AccessError
    Recorder.record(screenings, policy) -> None               raises StateError
    Recorder.trouble() -> str                                 empty: it can record

Both are called from several threads at once, and may block. Roles are names only here; which role may do
what stands in one table, ``api/permissions.py``.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, Protocol, get_args

from watchfloor.model.entity import Value
from watchfloor.model.finding import Screened
from watchfloor.model.party import Party
from watchfloor.model.policy import Policy

Role = Literal["reader", "screener", "analyst", "approver", "auditor", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)


class Caller(Value):
    """Who asks: a name for the record, and what they may do.

    ``key`` tells which of their keys they used, by its visible prefix; empty for a person or where there is none.
    """

    name: str
    role: Role
    key: str = ""


class Screening(Value):
    """One party screened: all that is needed to answer for it, and to do it again.

    ``id`` is unique, ``at`` the moment in ISO and UTC, ``request`` the id of the request (all queries
    of one request share it), ``route`` the route template (``/match/{dataset}``), ``dataset`` what the
    caller asked to look at, ``query`` the caller's own name for the query.
    ``party`` is the input as it was understood. ``result`` is everything found by
    ``Engine(index, policy).screen_batch([party], threshold=threshold)``, stamped with snapshot,
    policy and engine; ``answered`` are the ids of the hits that were shown, after ``options`` (the
    request's own filters and limits, as given) were applied.
    """

    id: str
    at: str
    request: str
    caller: Caller
    route: str
    dataset: str
    query: str
    party: Party
    threshold: float
    options: dict[str, tuple[str, ...]]
    result: Screened
    answered: tuple[str, ...]


class Authenticator(Protocol):
    """Tells who asks."""

    def authenticate(self, headers: Mapping[str, str], client: str) -> Caller:
        """Who sent a request.

        Args:
            headers: of the request, names in lower case; ``authorization`` and the like.
            client: address of the peer that is connected, without its port; empty where not known.

        Raises:
            AccessError: nobody that is known; ``wait`` is set where they ask too often.
            StateError: it cannot be told now, for the keys cannot be read.
        """


class Recorder(Protocol):
    """Writes down what was screened. Nothing is answered before it is written."""

    def record(self, screenings: Sequence[Screening], policy: Policy) -> None:
        """Write some screenings, all or none; durable when this returns.

        Args:
            screenings: one for each query, in order, of one request or of several that were screened at once.
            policy: the policy their stamps name by its hash, whole, so that they can be made again.

        Raises:
            StateError: it could not be written; nobody of these is then answered, and where there are
                several requests it is tried again with each alone.
        """

    def trouble(self) -> str:
        """Why nothing can be recorded at present, in words; empty where it can."""


class NoRecord:
    """A recorder that keeps nothing, for trying out and for those who keep records elsewhere."""

    def record(self, screenings: Sequence[Screening], policy: Policy) -> None:
        """Keep nothing."""

    def trouble(self) -> str:
        """Nothing can go wrong."""
        return ""
