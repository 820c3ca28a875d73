"""Packed files: gzip, and zip by its parts; everything is counted while it is unpacked.

What a zip says of its sizes is not believed: its parts are unpacked piece by piece, and a part
that grows too far is given up. A workbook is handed on as a new zip of the parts that hold cells:
whoever reads it sees what was counted, and never a macro, a picture or a link.
"""

import struct
import zipfile
import zlib
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from io import BytesIO

from wfm.errors import InputError
from wfm.ingestion.containers import kinds
from wfm.ingestion.containers.limits import MOST_PARTS, MOST_RATIO, MOST_UNPACKED, RATIO_FROM
from wfm.quoting import quoted

_PIECE, _FED = 1 << 20, 1 << 16
_STORED, _DEFLATED = 0, 8
_RAW, _GZIP = -15, 31
# What archivers put beside the files of people.
_BESIDE = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Part:
    """A file in a zip, still packed."""

    name: str
    method: int
    packed: memoryview
    crc: int
    encrypted: bool


class Meter:
    """Counts what comes out of one file, and stops where it is too much.

    Parameters
    ----------
    source
        Name of the file, for messages.
    size
        Its own length. [bytes]
    """

    def __init__(self, source: str, size: int) -> None:
        self.source, self.size, self.out = source, size, 0

    def count(self, piece: bytes) -> None:
        """Add what was unpacked.

        Raises
        ------
        InputError
            If it is more than a file may hold, or grows as no table does.
        """
        self.out += len(piece)
        bomb = self.out > RATIO_FROM and self.out > MOST_RATIO * self.size
        if bomb or self.out > MOST_UNPACKED:
            raise InputError(
                f"{self.source}: unpacks to more than {self.out >> 20} MB: a table of calls is far "
                "smaller: give the export of a shorter period"
            )


def is_archive(data: bytes, source: str) -> bool:
    """Whether a file is packed: a gzip, or a zip that is no document of an office.

    Raises
    ------
    InputError
        If it is a text document, slides or a workbook that is not read.
    """
    if not kinds.is_zip(data):
        return kinds.is_gzip(data)
    names = {part.name.replace("\\", "/").lower() for part in parts(data, source)}
    if "mimetype" in names or "[content_types].xml" in names:
        kinds.refuse_documents(names, data, source)
        return False
    return True


def only_file(data: bytes, source: str) -> bytes:
    """Unpack a gzip, or a zip of one file.

    Raises
    ------
    InputError
        If a zip holds none or several, is damaged, encrypted or too large.
    """
    meter = Meter(source, len(data))
    if kinds.is_gzip(data):
        return _joined(_gunzipped(data, meter))
    files = [part for part in parts(data, source) if not _is_beside(part.name)]
    if not files:
        raise InputError(f"{source}: is a zip without a file: pack it again")
    if len(files) > 1:
        names = ", ".join(quoted(part.name) for part in files[:4])
        more = f" and {len(files) - 4} more" if len(files) > 4 else ""
        raise InputError(
            f"{source}: is a zip of {len(files)} files: {names}{more}: unpack it, and give those "
            "that hold the history"
        )
    return _joined(pieces(files[0], meter))


def _joined(found: Iterator[bytes]) -> bytes:
    """Put pieces together, never whole twice in memory."""
    whole = BytesIO()
    for piece in found:
        whole.write(piece)
    return whole.getvalue()


def _is_beside(name: str) -> bool:
    return name.endswith(("/", "\\", *_BESIDE)) or name.startswith(_BESIDE)


def _gunzipped(data: bytes, meter: Meter) -> Iterator[bytes]:
    """Unpack one gzip after the other, as programs append them; zeros may fill up the end."""
    rest = memoryview(data)
    while kinds.is_gzip(bytes(rest[:2])):
        end = yield from _inflated(_GZIP, rest, meter)
        rest = rest[end:]


def parts(data: bytes, source: str) -> list[Part]:
    """List the files of a zip.

    Raises
    ------
    InputError
        If its directory is damaged or far too long.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            infos = archive.infolist()
        if len(infos) > MOST_PARTS:
            raise InputError(f"{source}: is a zip of {len(infos)} files: give the one that counts")
        return [_part(info, data) for info in infos]
    except (zipfile.BadZipFile, struct.error, ValueError, OverflowError, NotImplementedError) as e:
        if isinstance(e, InputError):
            raise
        raise InputError(
            f"{source}: is a damaged or cut-off zip or workbook: fetch or save it again"
        ) from None


def _part(info: zipfile.ZipInfo, data: bytes) -> Part:
    """Cut a part out of a zip; the header before it says where it begins."""
    at = info.header_offset
    if data[at : at + 4] != b"PK\x03\x04":
        raise ValueError(info.filename)
    name, extra = struct.unpack_from("<HH", data, at + 26)
    begin = at + 30 + name + extra
    if begin + info.compress_size > len(data):
        raise ValueError(info.filename)
    packed = memoryview(data)[begin : begin + info.compress_size]
    return Part(info.filename, info.compress_type, packed, info.CRC, bool(info.flag_bits & 1))


def pieces(part: Part, meter: Meter) -> Iterator[bytes]:
    """Unpack a part piece by piece.

    Raises
    ------
    InputError
        If it is encrypted, damaged, too large or packed in a rare way.
    """
    if part.encrypted:
        raise InputError(f"{meter.source}: is a zip with a password: unpack it, and give the file")
    crc = 0
    for piece in _unpacked(part, meter):
        crc = zlib.crc32(piece, crc)
        yield piece
    if crc != part.crc:
        raise _damaged(meter)


def _unpacked(part: Part, meter: Meter) -> Iterator[bytes]:
    if part.method == _DEFLATED:
        yield from _inflated(_RAW, part.packed, meter)
    elif part.method == _STORED:
        for begin in range(0, len(part.packed), _PIECE):
            piece = bytes(part.packed[begin : begin + _PIECE])
            meter.count(piece)
            yield piece
    else:
        raise InputError(f"{meter.source}: is packed in a rare way: pack it again as a plain zip")


def _damaged(meter: Meter) -> InputError:
    return InputError(f"{meter.source}: is damaged inside: fetch it again")


def _inflated(kind: int, data: bytes | memoryview, meter: Meter) -> Generator[bytes, None, int]:
    """Unpack a deflated stream; returns where it ended."""
    unpacker = zlib.decompressobj(kind)
    for begin in range(0, len(data), _FED):
        rest: bytes | memoryview = data[begin : begin + _FED]
        while True:
            try:
                piece = unpacker.decompress(rest, _PIECE)
            except zlib.error:
                raise _damaged(meter) from None
            meter.count(piece)
            yield piece
            rest = unpacker.unconsumed_tail
            if unpacker.eof:
                return min(begin + _FED, len(data)) - len(unpacker.unused_data)
            if len(piece) < _PIECE and not rest:
                break
    raise InputError(f"{meter.source}: is cut off: fetch it again")


def rebuilt(whole: list[tuple[Part, int]]) -> bytes:
    """Write a zip of parts as they are packed.

    Parameters
    ----------
    whole
        Each with the length of what it holds, as counted. [bytes]
    """
    out, directory = bytearray(), bytearray()
    for part, size in whole:
        name = part.name.encode()
        common = struct.pack(
            "<HHHHHIIIHH",
            20,
            0x800,
            part.method,
            0,
            33,
            part.crc,
            len(part.packed),
            size,
            len(name),
            0,
        )
        directory += b"PK\x01\x02" + struct.pack("<H", 20) + common
        directory += struct.pack("<HHHII", 0, 0, 0, 0, len(out)) + name
        out += b"PK\x03\x04" + common + name + part.packed
    end = struct.pack("<HHHHIIH", 0, 0, len(whole), len(whole), len(directory), len(out), 0)
    return bytes(out + directory + b"PK\x05\x06" + end)
