"""Who may do what: one table of roles, one of routes. What stands in neither is forbidden."""

import re
from typing import Literal

from watchfloor.model.service import Role

Permission = Literal["anyone", "read", "screen", "observe", "operate"]

ALLOWED: dict[Role, frozenset[Permission]] = {
    "reader": frozenset({"read"}),
    "screener": frozenset({"read", "screen"}),
    "analyst": frozenset({"read", "screen"}),
    "approver": frozenset({"read", "screen"}),
    "auditor": frozenset({"read", "observe"}),
    "admin": frozenset({"read", "screen", "observe", "operate"}),
}
"""What each role may do: ``read`` lists, ``screen`` parties, ``observe`` the service, ``operate`` it."""

ROUTES: dict[tuple[str, str], Permission] = {
    ("GET", "/healthz"): "anyone",
    ("GET", "/readyz"): "read",
    ("GET", "/metrics"): "observe",
    ("POST", "/updatez"): "operate",
    ("GET", "/openapi.json"): "read",
    ("GET", "/catalog"): "read",
    ("GET", "/algorithms"): "read",
    ("POST", "/match/{dataset}"): "screen",
    ("GET", "/search/{dataset}"): "read",
    ("GET", "/entities/{entity_id}"): "read",
    ("GET", "/entities/{entity_id}/adjacent"): "read",
    ("GET", "/entities/{entity_id}/adjacent/{property_name}"): "read",
    ("GET", "/reconcile/{dataset}"): "screen",
    ("POST", "/reconcile/{dataset}"): "screen",
    ("GET", "/reconcile/{dataset}/suggest/entity"): "screen",
    ("GET", "/reconcile/{dataset}/suggest/property"): "screen",
    ("GET", "/reconcile/{dataset}/suggest/type"): "screen",
    ("GET", "/reconcile/{dataset}/extend/property"): "screen",
    ("GET", "/reconcile/{dataset}/preview"): "screen",
}
"""What each route needs, by method and path template."""

_PATTERNS = [
    (method, re.compile(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(path))), path) for method, path in ROUTES
]


def template(method: str, path: str) -> str:
    """The template of the route a request goes to; empty where there is none."""
    return next((name for m, p, name in _PATTERNS if m == method and p.fullmatch(path)), "")


def exists(path: str) -> bool:
    """Does any method have a route for a path?"""
    return any(pattern.fullmatch(path) for _, pattern, _ in _PATTERNS)


def may(role: Role, method: str, route: str) -> bool:
    """May a role use a route?"""
    needed = ROUTES.get((method, route))
    return needed == "anyone" or needed in ALLOWED[role]
