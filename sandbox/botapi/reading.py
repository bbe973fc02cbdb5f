"""Reading a request, however it comes: in the path's query, as JSON, as a form, as multipart."""

from dataclasses import dataclass, field
from urllib.parse import parse_qsl

import orjson
from aiohttp import BodyPartReader, MultipartReader, web

from sandbox.botapi.errors import BadRequest, TooLarge
from sandbox.wire import Upload, Wire

# 50 MB of file, and room for what is around it.
MOST_BYTES = 51 * 1024 * 1024
OCTETS = "application/octet-stream"


@dataclass(slots=True)
class Read:
    params: Wire = field(default_factory=dict)
    uploads: dict[str, Upload] = field(default_factory=dict)


async def read_request(request: web.Request) -> Read:
    read = Read()
    if request.query_string:
        read.params.update(parse_qsl(request.query_string, keep_blank_values=True))
    if request.content_length is not None and request.content_length > MOST_BYTES:
        raise TooLarge
    if request.content_type.startswith("multipart/"):
        try:
            await read_multipart(await request.multipart(), read)
        except ValueError:
            raise BadRequest("can't parse multipart request body") from None
    elif request.can_read_body:
        read_body(await request.read(), request.content_type, read)
    return read


def read_body(body: bytes, content_type: str, read: Read) -> None:
    if content_type == "application/json":
        read.params.update(_json_object(body))
    elif content_type == "application/x-www-form-urlencoded":
        try:
            text = body.decode()
        except UnicodeDecodeError:
            raise BadRequest("strings must be encoded in UTF-8") from None
        read.params.update(parse_qsl(text, keep_blank_values=True))


async def read_multipart(reader: MultipartReader, read: Read) -> None:
    """Parts with a file name are files, the others are parameters."""
    size = 0
    async for part in reader:
        if not isinstance(part, BodyPartReader) or part.name is None:
            continue
        body = bytearray()
        while chunk := await part.read_chunk(256 * 1024):
            size += len(chunk)
            if size > MOST_BYTES:
                raise TooLarge
            body += chunk
        if part.filename is None:
            read.params[part.name] = body.decode(errors="replace")
        else:
            content_type = part.headers.get("Content-Type", OCTETS).partition(";")[0].strip()
            read.uploads[part.name] = Upload(part.filename, content_type, bytes(body))


def _json_object(body: bytes) -> Wire:
    try:
        given = orjson.loads(body or b"{}")
    except orjson.JSONDecodeError:
        raise BadRequest("can't parse JSON-encoded request body") from None
    if not isinstance(given, dict):
        raise BadRequest("JSON object expected as request body")
    return given
