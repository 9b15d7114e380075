"""The envelope of every kept file: what it holds, its schema, and a checksum over all of it."""

import hashlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bot.stores.damage import Damaged, NewerSchema

Body = TypeVar("Body")


class Schema(msgspec.Struct, frozen=True):
    """The form of one kind of file: its newest version, and the step from each older version to the next."""

    version: int = 1
    steps: Mapping[int, Callable[[Any], Any]] = {}


class Schemas(msgspec.Struct, frozen=True):
    """The forms of all kinds of files. A change of form is a higher version here and the step that leads to it."""

    hot: Schema = Schema()
    archive: Schema = Schema()


SCHEMAS = Schemas()


class Envelope(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file as it lies on disk: valid JSON that an editor can show. `place` says whose it is and which."""

    place: str
    schema: int
    checksum: str
    body: msgspec.Raw


def place_of(path: Path) -> str:
    """Whose file this is and which, whatever its generation: a file in another's place counts as damaged."""
    return f"{path.parent.name}/{path.name.partition('.')[0]}"


def seal(path: Path, schema: Schema, body: bytes) -> bytes:
    """The bytes of a file with this body (JSON)."""
    return _sealed(place_of(path), schema.version, body)


def _sealed(place: str, version: int, body: bytes) -> bytes:
    head = b'{"place":"%s","schema":%d,' % (place.encode(), version)
    checksum = hashlib.blake2b(head, digest_size=16)
    checksum.update(body)
    return b'%s"checksum":"%s","body":%s}\n' % (head, checksum.hexdigest().encode(), body)


def unseal(path: Path, schema: Schema, content: bytes, body: type[Body]) -> Body:
    """What a file holds, brought to the newest schema. Raises Damaged when a single byte is not as written, or what
    was written is not of its schema."""
    try:
        envelope = msgspec.json.decode(content, type=Envelope)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Damaged(str(path)) from error
    raw = bytes(envelope.body)
    if _sealed(place_of(path), envelope.schema, raw) != content:
        raise Damaged(str(path))
    if envelope.schema > schema.version:
        raise NewerSchema(path, envelope.schema, schema.version)
    if envelope.schema < 1:
        raise Damaged(str(path))
    if envelope.schema < schema.version:
        raw = _migrated(schema, envelope.schema, raw)
    try:
        return msgspec.json.decode(raw, type=body)
    except msgspec.ValidationError as error:
        raise Damaged(str(path)) from error


def _migrated(schema: Schema, found: int, raw: bytes) -> bytes:
    body = msgspec.json.decode(raw)
    for version in range(found, schema.version):
        body = schema.steps[version](body)
    return msgspec.json.encode(body)
