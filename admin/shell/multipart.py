"""Reading a form that carries files, as browsers write it (RFC 7578). Nothing goes to a disk.

It is read as it comes, so that of a file that is too large no more is kept than is allowed.
"""

from dataclasses import dataclass, field

from python_multipart.exceptions import MultipartParseError
from python_multipart.multipart import MultipartParser, parse_options_header

_FORM = b"multipart/form-data"
_MOST_BOUNDARY = 70
"""RFC 2046, 5.1.1."""


@dataclass
class Part:
    """A field, or a file that was chosen in one; `is_cut` when it is larger than what was kept."""

    name: str
    file_name: str | None = None
    content: bytearray = field(default_factory=bytearray)
    is_cut: bool = False

    @property
    def is_file(self) -> bool:
        return self.file_name is not None

    @property
    def is_chosen(self) -> bool:
        """A browser sends a file without a name and without a byte where none was chosen."""
        return not self.is_file or bool(self.file_name) or bool(self.content)


class FormReader:
    """Reads one form. `write` and `end` raise `ValueError` for what no form of ours sends.

    It may have `most_parts`, all its fields together `most_field_bytes`; of each file no more is
    kept than `most_file_bytes`.
    """

    def __init__(
        self, boundary: bytes, *, most_parts: int, most_field_bytes: int, most_file_bytes: int
    ) -> None:
        self._parts: list[Part] = []
        self._most_parts = most_parts
        self._left_for_fields = most_field_bytes
        self._most_file_bytes = most_file_bytes
        self._header, self._value = bytearray(), bytearray()
        self._part: Part | None = None
        self._is_whole = False
        self._parser = MultipartParser(
            boundary,
            {
                "on_part_begin": self._begin,
                "on_header_field": self._hear_header,
                "on_header_value": self._hear_value,
                "on_header_end": self._end_header,
                "on_headers_finished": self._end_headers,
                "on_part_data": self._hear_data,
                "on_part_end": self._end_part,
                "on_end": self._end,
            },
        )

    def write(self, piece: bytes) -> None:
        try:
            self._parser.write(piece)
        except MultipartParseError as error:
            raise ValueError("no form") from error

    def end(self) -> list[Part]:
        """Give the parts in their order. Where no file was chosen there is none."""
        if not self._is_whole:
            raise ValueError("no end")
        return self._parts

    def _begin(self) -> None:
        if len(self._parts) >= self._most_parts:
            raise ValueError("too many parts")
        self._part = None

    def _hear_header(self, data: bytes, start: int, end: int) -> None:
        self._header += data[start:end]

    def _hear_value(self, data: bytes, start: int, end: int) -> None:
        self._value += data[start:end]

    def _end_header(self) -> None:
        if self._header.lower() == b"content-disposition":
            _, said = parse_options_header(self._value.decode("latin-1"))
            if b"name" in said:
                file_name = said.get(b"filename")
                self._part = Part(
                    said[b"name"].decode(),
                    None if file_name is None else file_name.decode("utf-8", "replace"),
                )
        self._header.clear()
        self._value.clear()

    def _end_headers(self) -> None:
        if self._part is None:
            raise ValueError("no name")

    def _hear_data(self, data: bytes, start: int, end: int) -> None:
        part = self._part
        if part is None:
            raise ValueError("no name")
        if not part.is_file:
            self._left_for_fields -= end - start
            if self._left_for_fields < 0:
                raise ValueError("too much")
            part.content += data[start:end]
            return
        left = self._most_file_bytes - len(part.content)
        part.content += data[start : min(end, start + left)]
        part.is_cut = part.is_cut or end - start > left

    def _end_part(self) -> None:
        if self._part is not None and self._part.is_chosen:
            self._parts.append(self._part)

    def _end(self) -> None:
        self._is_whole = True


def boundary_in(content_type: str) -> bytes | None:
    """Find what stands between the parts; none when it is no such form."""
    kind, said = parse_options_header(content_type)
    boundary = said.get(b"boundary", b"")
    if kind != _FORM or not boundary.isascii():
        return None
    return boundary if 0 < len(boundary) <= _MOST_BOUNDARY else None
