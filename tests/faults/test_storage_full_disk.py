"""A disk that is really full, as far as one process can make it so: the kernel itself refuses the bytes."""

import subprocess
import sys
from pathlib import Path

import pytest

OURS = """
import resource, signal, sys
from pathlib import Path
from bot.conversation.ports import NotKept
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.training_days import at_once
from tests.stores.people import logged, mara, squats

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = TinyDBStore(Path(sys.argv[1]))
at_once(store.keep(mara(40)))
before = {path: path.read_bytes() for path in Path(sys.argv[1]).rglob("*.json")}
resource.setrlimit(resource.RLIMIT_FSIZE, (9_000, resource.RLIM_INFINITY))
try:
    at_once(store.keep(logged(mara(40), squats(40), "u40")))
except NotKept as refusal:
    print(refusal)
assert {path: path.read_bytes() for path in Path(sys.argv[1]).rglob("*.json")} == before
assert at_once(store.open("271828")) == mara(40)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
at_once(store.keep(logged(mara(40), squats(40), "u40")))
at_once(store.close())
assert at_once(TinyDBStore(Path(sys.argv[1])).open("271828")).diary.entries[-1] == squats(40)
"""

STOCK = """
import resource, signal, sys
from pathlib import Path
from tinydb import TinyDB

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
file = Path(sys.argv[1]) / "db.json"
db = TinyDB(file)
for number in range(100):
    db.insert({"note": f"squat {number}"})
sound = db.all()
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, resource.RLIM_INFINITY))
try:
    db.remove(doc_ids=[1])
except OSError as refusal:
    print(refusal.strerror)
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
try:
    assert db.all() == sound
except ValueError:
    print("unreadable")
"""


def run(program: str, folder: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", program, str(folder)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_what_does_not_fit_is_not_kept_and_is_kept_once_it_fits(tmp_path: Path) -> None:
    assert run(OURS, tmp_path) == ["File too large"]


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_the_stock_storage_loses_what_it_had(tmp_path: Path) -> None:
    """The control: half of the new text lies over the old one."""
    assert run(STOCK, tmp_path) == ["File too large", "unreadable"]
