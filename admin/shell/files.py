"""Our own style sheets and scripts, which a browser keeps until they change."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

_FOR_GOOD = "public, max-age=31536000, immutable"


class KeptFiles(StaticFiles):
    """Their addresses carry `?v=` and a hash of all that is in them."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        if b"v=" in scope.get("query_string", b""):
            response.headers["Cache-Control"] = _FOR_GOOD
        return response
