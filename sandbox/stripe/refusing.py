"""What Stripe refuses, with the status, type and code it gives.

StripeRefusal
    BadParameter 400   Missing 404   Unauthorized 401   NotPossible 400
    KeyInUse 409   KeyForAnother 400   TooMany 429   Failed 500
"""

from sandbox.wire import Wire


class StripeRefusal(Exception):
    status = 400
    type = "invalid_request_error"

    def __init__(self, message: str, *, code: str | None = None, param: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.param = param

    def as_wire(self) -> Wire:
        error = {"type": self.type, "message": str(self), "code": self.code, "param": self.param}
        return {"error": {name: value for name, value in error.items() if value is not None}}


class BadParameter(StripeRefusal):
    def __init__(self, param: str, message: str, *, code: str = "parameter_invalid") -> None:
        super().__init__(f"{message}: {param}", code=code, param=param)


class Missing(StripeRefusal):
    status = 404

    def __init__(self, kind: str, thing_id: str) -> None:
        super().__init__(f"No such {kind}: '{thing_id}'", code="resource_missing", param="id")


class Unauthorized(StripeRefusal):
    status = 401


class NotPossible(StripeRefusal):
    """The request is right, and as things stand it cannot be done."""


class KeyInUse(StripeRefusal):
    status = 409
    type = "idempotency_error"

    def __init__(self) -> None:
        super().__init__(
            "There is another in-progress request using this idempotency key",
            code="idempotency_key_in_use",
        )


class KeyForAnother(StripeRefusal):
    type = "idempotency_error"

    def __init__(self) -> None:
        super().__init__("This idempotency key was used with other parameters")


class TooMany(StripeRefusal):
    status = 429

    def __init__(self) -> None:
        super().__init__("Too many requests", code="rate_limit")


class Failed(StripeRefusal):
    status = 500
    type = "api_error"

    def __init__(self) -> None:
        super().__init__("An unknown error occurred")
