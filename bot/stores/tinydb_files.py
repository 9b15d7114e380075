"""The default store: TinyDB documents in small crash-safe files, one folder an athlete.

Everything here runs on the event loop: a commit takes about a millisecond, and nothing can come between its steps.
"""

import datetime as dt
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bot.coaching.advice import Advice
from bot.conversation.ports import Notebook, NotKept
from bot.stores import erasing, generations
from bot.stores.archive import Settled, settle
from bot.stores.archive_files import ArchiveFiles, with_change
from bot.stores.damage import Unreadable
from bot.stores.disk import Disk, make_folder
from bot.stores.due_index import DueIndex
from bot.stores.folders import ATHLETES, HOT, folder_of
from bot.stores.hot import Archives, HotFile
from bot.stores.lock import BEFORE, hold, release, still_held
from bot.stores.scanning import is_damaged, scan
from bot.stores.sealed import SCHEMAS, Schemas
from bot.training.athlete import Athlete
from bot.training.diary import Diary, Entry

OPEN_MOST = 32  # parsed notebooks kept at hand, at 150 to 300 kB each for a full one
WAITING_MOST = 4  # changes to archived entries carried along in the hot file before they are written into the archive


class TinyDBStore:
    """Keeps notebooks under a data folder. `findings` tells what was found damaged since the start."""

    def __init__(self, folder: Path | None, disk: Disk | None = None, schemas: Schemas = SCHEMAS) -> None:
        self._disk, self._schemas = disk or Disk(), schemas
        self._folder, self._lock = hold(self._disk, folder)
        self._opened: OrderedDict[str, HotFile] = OrderedDict()
        self._doubtful: dict[str, tuple[Notebook | None, Archives]] = {}  # what was acknowledged last
        self._index = DueIndex()
        self.findings: list[Advice] = []
        self.failing = False
        try:
            for glance in scan(self._disk, self._folder, schemas, self.findings):
                self._index.enter(glance.athlete, glance.due_at, glance.owing)
        except BaseException:
            release(self._disk, self._lock)
            raise

    async def open(self, athlete: str) -> Notebook:
        with self._not_kept(athlete):
            return self._hot(athlete).notebook or Notebook(Athlete(athlete))

    async def keep(self, notebook: Notebook) -> None:
        athlete = notebook.athlete.id
        with self._not_kept(athlete):
            still_held(self._disk, self._folder, self._lock)
            hot = self._hot(athlete)
            files = self._files(athlete)
            before = hot.notebook.diary if hot.notebook else Diary()
            settled = settle(notebook, before, hot.archives.left, lambda: files.shelf(hot.archives))
            if hot.notebook is None:
                self._begin(hot, athlete, settled)
            self._commit(hot, files, settled)
            self._index.note(settled.notebook)
            self.failing = False

    async def archived(self, athlete: str) -> tuple[Entry, ...]:
        with self._not_kept(athlete):
            return self._files(athlete).shelf(self._hot(athlete).archives).entries

    async def due(self, now: dt.datetime) -> tuple[str, ...]:
        return self._index.due(now)

    async def next_due(self) -> dt.datetime | None:
        return self._index.next_due

    async def owing(self) -> tuple[str, ...]:
        return self._index.owing

    async def athletes(self) -> tuple[str, ...]:
        return self._index.athletes

    async def forget(self, athlete: str) -> None:
        with self._not_kept(athlete):
            for moved in (name for name in self._disk.names(self._folder) if name.startswith(BEFORE)):
                erasing.erase(self._disk, folder_of(self._folder, athlete, moved), lambda: None)
            erasing.erase(self._disk, folder_of(self._folder, athlete), lambda: self._drop(athlete))

    async def close(self) -> None:
        if self._lock >= 0:
            release(self._disk, self._lock)
        self._lock = -1
        self._opened.clear()

    def _begin(self, hot: HotFile, athlete: str, settled: Settled) -> None:
        """The folder, and before any archive a first hot file: archives without one always mean damage."""
        make_folder(self._disk, folder_of(self._folder, athlete), within=self._folder / ATHLETES)
        if settled.parts:
            hot.commit(Notebook(Athlete(athlete)), Archives())

    def _commit(self, hot: HotFile, files: ArchiveFiles, settled: Settled) -> None:
        known, notebook = hot.archives, settled.notebook
        waiting, worked_in = known.amended, known.worked_in
        if waiting and (settled.parts or len(waiting) >= WAITING_MOST):
            files.work_in(known)  # only what was committed before; this message's own changes wait for its commit
            waiting, worked_in = (), worked_in + 1
        waiting = with_change(waiting, settled.amended)
        files.write(known.files, settled.parts)
        files_now = known.files + len(settled.parts)
        archived = Archives(files_now, settled.left.past.entries, waiting, settled.left, worked_in)
        hot.commit(notebook, archived)

    def _drop(self, athlete: str) -> None:
        self._opened.pop(athlete, None)
        self._doubtful.pop(athlete, None)
        self._index.drop(athlete)

    def _files(self, athlete: str) -> ArchiveFiles:
        return ArchiveFiles(self._disk, folder_of(self._folder, athlete), self._schemas.archive, self.findings)

    def _hot(self, athlete: str) -> HotFile:
        """The athlete's hot file, opened; the one used longest ago makes room."""
        hot = self._opened.get(athlete) or self._opened.setdefault(athlete, self._read(athlete))
        self._opened.move_to_end(athlete)
        if len(self._opened) > OPEN_MOST:
            self._opened.popitem(last=False)
        return hot

    def _read(self, athlete: str) -> HotFile:
        folder = folder_of(self._folder, athlete)
        try:
            hot = HotFile(self._disk, folder / HOT, self._schemas.hot, self.findings)
        except generations.Lost as lost:
            raise Unreadable(folder) from lost
        if athlete in self._doubtful:
            self._settle_doubt(hot, athlete)
        if hot.notebook is not None:
            self._index.note(hot.notebook)
        elif is_damaged(self._disk, folder):
            raise Unreadable(folder)
        else:
            still_held(self._disk, self._folder, self._lock)
            self._index.drop(athlete)
        return hot

    def _settle_doubt(self, hot: HotFile, athlete: str) -> None:
        """A commit failed half-way and may be what was read, though its writer was told that it is not kept: what was
        acknowledged before takes its place, on the platter."""
        notebook, archives = self._doubtful[athlete]
        if notebook or hot.notebook:
            hot.commit(notebook or Notebook(Athlete(athlete)), archives)
        del self._doubtful[athlete]

    @contextmanager
    def _not_kept(self, athlete: str) -> Iterator[None]:
        """What the disk refuses is NotKept, and what memory holds of this athlete is read again next time."""
        try:
            yield
        except OSError as error:
            hot = self._opened.pop(athlete, None)
            if hot is not None and isinstance(error, generations.InDoubt):
                self._doubtful[athlete] = hot.notebook, hot.archives
            self.failing = True
            raise NotKept(error.strerror or str(error)) from error
        except BaseException:
            self._opened.pop(athlete, None)
            raise
