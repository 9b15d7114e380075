"""A file that cannot be taken is refused with its line and the reason, and nothing is changed."""

import contextlib
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.belongings import belongings
from bot.files import csv_file, json_file
from bot.files.reading import PACKED, read
from bot.files.refusal import FileRefused
from tests.stores.people import mara

ONE = [belongings(mara(3), ())]
JSON, CSV = "".join(json_file.written(ONE)), "".join(csv_file.written(ONE))


def zipped(name: str, content: str) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return made.getvalue()


def told(setting: str) -> bytes:
    """The export with one more setting."""
    return JSON.replace('"unit":"kg"}', f'"unit":"kg",{setting}}}', 1).encode()


WRONG = [
    ("nothing", b"", "no_export", 1),
    ("some other text", b"hello, world\n", "no_export", 1),
    ("some other CSV", b"date,exercise,reps\n2026-01-05,squat,5\n", "no_export", 1),
    ("some other JSON", b'{"name": "Mara"}', "wrong", 1),
    ("no text", CSV.encode("utf-16"), "wrong", 1),
    ("half of the JSON", JSON[:-8].encode(), "wrong", JSON.count("\n") - 2),
    ("half of a CSV row", CSV.rstrip()[:-3].encode(), "cells", CSV.count("\n")),
    ("a comma too few", JSON.replace('},\n{"id":"mara:2"', '}\n{"id":"mara:2"').encode(), "wrong", 6),
    ("reps that are none", JSON.replace('"reps":5.0', '"reps":"five"', 1).encode(), "wrong", 4),
    ("a number beyond all numbers", JSON.replace('"reps":5.0', '"reps":1e999', 1).encode(), "wrong", 4),
    ("a day that never was", JSON.replace("2026-01-07", "2026-02-30", 1).encode(), "wrong", 5),
    ("reps that are none, in CSV", CSV.replace("back_squat,,,5,", "back_squat,,,five,", 1).encode(), "wrong", 5),
    ("not a number", CSV.replace("back_squat,,,5,", "back_squat,,,nan,", 1).encode(), "wrong", 5),
    ("endless", CSV.replace("back_squat,,,5,", "back_squat,,,inf,", 1).encode(), "wrong", 5),
    ("a kind nobody knows", CSV.replace(",lift,", ",yoga,", 1).encode(), "kind", 5),
    ("less than nothing", JSON.replace('"amount":100.0', '"amount":-100.0', 1).encode(), "number", 4),
    ("a moment without a zone", JSON.replace("18:30:00Z", "18:30:00", 1).encode(), "moment", 4),
    ("an entry told twice", JSON.replace("mara:1", "mara:0").encode(), "entry", 5),
    ("a zone nobody knows", JSON.replace('"unit":"kg"}', '"unit":"kg","zone":"Mars/Olympus"}', 1).encode(), "zone", 2),
    ("a path for a zone", JSON.replace('"unit":"kg"}', '"unit":"kg","zone":"../../x"}', 1).encode(), "zone", 2),
    ("an eighth weekday", JSON.replace('"unit":"kg"}', '"unit":"kg","days":[7]}', 1).encode(), "days", 2),
    ("a day at the end of the calendar", JSON.replace("2026-01-07", "9999-12-31", 1).encode(), "day", 5),
    ("a day at its beginning", JSON.replace("2026-01-07", "0001-01-01", 1).encode(), "day", 5),
    ("a stay where there is no zone", told('"stay":{"zone":"../x","until":"2026-02-01"}'), "zone", 2),
    ("a stay without end", told('"stay":{"zone":"UTC","until":"9999-12-31"}'), "setting", 2),
    ("a bar that lifts", told('"kit":{"bar":-5}'), "setting", 2),
    ("plates of nothing", told('"kit":{"plates":[0,0.0001]}'), "setting", 2),
    ("a scheme nobody knows", told('"schemes":{"all":"hope"}'), "setting", 2),
    ("a habit nobody has", told('"writes":{"pair":"hope"}'), "setting", 2),
    ("a pain since for ever", told('"pains":[{"pattern":"squat","score":4,"since":"0001-01-01"}]'), "setting", 2),
    ("less than no sleep", told('"reports":[{"kind":"sleep","amount":-4,"day":"2026-01-01"}]'), "setting", 2),
    ("a plan of every second aeon", told('"schedule":{"every":1000000000,"since":"2026-01-01"}'), "setting", 2),
    ("an eighth day off", told('"schedule":{"off":[7]}'), "setting", 2),
    ("a later form", JSON.replace('"fasttwitch": 1', '"fasttwitch": 2').encode(), "newer", 1),
    ("deep nesting", b'{"fasttwitch": 1, "athletes": ' + b"[" * 100_000, "wrong", 1),
    ("a zip with something else", zipped("../../etc/passwd", JSON), "no_export", 1),
    ("a zip of next to nothing that fills the memory", zipped(PACKED, JSON + " " * (33 << 20)), "no_export", 1),
    ("a zip cut off", zipped(PACKED, JSON)[:80], "no_export", 1),
]


@pytest.mark.parametrize(("content", "why", "line"), [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_file_is_refused_by_line(content: bytes, why: str, line: int) -> None:
    with pytest.raises(FileRefused) as refused:
        read(content)
    assert (f"import.{why}", line) == (refused.value.finding.key, refused.value.finding.numbers["line"])


@pytest.mark.parametrize("content", [JSON.encode(), CSV.encode(), b"\xef\xbb\xbf" + CSV.encode(), zipped(PACKED, JSON)])
def test_what_is_right_is_taken(content: bytes) -> None:
    assert tuple(ONE) == read(content)


@pytest.mark.parametrize("form", [JSON, CSV])
@given(data=st.data())
def test_whatever_is_broken_is_refused_in_words(form: str, data: st.DataObject) -> None:
    """A piece of an export replaced by anything is either still an export or refused; nothing else happens."""
    content = form.encode()
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 40)))
    broken = content[:start] + data.draw(st.binary(max_size=12) | st.just(b"\n")) + content[end:]
    with contextlib.suppress(FileRefused):
        assert isinstance(read(broken), tuple)
