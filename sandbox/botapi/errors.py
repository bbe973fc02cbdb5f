"""What Telegram refuses, in Telegram's words.

ApiError
    BadRequest 400   Unauthorized 401   Forbidden 403   MethodNotFound 404   Conflict 409
    TooLarge 413     TooManyRequests 429                NotActedOn 501
"""

from collections.abc import Mapping


class ApiError(Exception):
    """An answer `{"ok": false}`: the description is on the wire exactly as given here."""

    code = 500
    title = "Internal Server Error"

    def __init__(
        self, description: str = "", *, parameters: Mapping[str, int] | None = None
    ) -> None:
        self.description = f"{self.title}: {description}" if description else self.title
        self.parameters = parameters
        super().__init__(self.description)

    def as_wire(self) -> dict[str, object]:
        wire: dict[str, object] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            wire["parameters"] = dict(self.parameters)
        return wire


class BadRequest(ApiError):
    code = 400
    title = "Bad Request"


class Unauthorized(ApiError):
    code = 401
    title = "Unauthorized"


class Forbidden(ApiError):
    code = 403
    title = "Forbidden"


class MethodNotFound(ApiError):
    code = 404
    title = "Not Found"


class Conflict(ApiError):
    code = 409
    title = "Conflict"


class TooLarge(ApiError):
    code = 413
    title = "Request Entity Too Large"


class TooManyRequests(ApiError):
    code = 429
    title = "Too Many Requests"

    def __init__(self, retry_after: int) -> None:
        super().__init__(f"retry after {retry_after}", parameters={"retry_after": retry_after})


class NotActedOn(ApiError):
    """The request is valid, but the sandbox has no act for it and pretends nothing."""

    code = 501
    title = "Not Implemented"
