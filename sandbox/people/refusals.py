"""What the control plane refuses.

PlaneRefusal
    NotUnderstood 400   Missing 404   NotNow 409
"""


class PlaneRefusal(Exception):
    """Carries one sentence for whoever wrote the request."""

    status = 400


class NotUnderstood(PlaneRefusal):
    pass


class Missing(PlaneRefusal):
    status = 404


class NotNow(PlaneRefusal):
    status = 409
