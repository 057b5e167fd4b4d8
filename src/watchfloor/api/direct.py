"""A route that reads its request itself: in half the time the framework's general way takes.

The framework still describes the route from the signature of its function, which is called with what was
read; the two are held together by tests over all parameters and every kind of bad request.
"""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any, TypeVar

from fastapi import Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from pydantic import BaseModel, ValidationError
from starlette.datastructures import QueryParams

Model = TypeVar("Model", bound=BaseModel)


class DirectRoute(APIRoute):
    """Calls ``endpoint.direct(request)``, which its module sets."""

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """What answers a request."""
        found: Callable[[Request], Awaitable[Response]] = self.endpoint.direct  # type: ignore[attr-defined]
        return found


def read_params(model: type[Model], given: QueryParams) -> Model:
    """What an address says.

    Raises:
        RequestValidationError: a value is not of its kind, or out of bounds.
    """
    values: dict[str, str | list[str]] = {}
    for name, field in model.model_fields.items():
        key = field.alias or name
        if key in given:
            values[key] = given.getlist(key) if isinstance(field.default, list) else given[key]
    return _valid("query", lambda: model.model_validate(values))


def read_body(model: type[Model], body: bytes) -> Model:
    """What a body of JSON says.

    Raises:
        RequestValidationError: it is no JSON, or of another shape.
    """
    return _valid("body", lambda: model.model_validate_json(body))


def _valid(where: str, read: Callable[[], Model]) -> Model:
    try:
        return read()
    except ValidationError as error:
        raise RequestValidationError(
            _told(where, error.errors(include_url=False, include_input=False))
        ) from error


def _told(where: str, errors: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{"loc": (where, *e["loc"]), "msg": e["msg"], "type": e["type"]} for e in errors]
