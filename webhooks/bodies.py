"""Reading what somebody sends who has not said yet who he is."""

from fastapi import Request


async def read_at_most(request: Request, most_bytes: int) -> bytes | None:
    """Read the body as it came; none when it is too long, and then not to its end."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > most_bytes:
            return None
    return body
