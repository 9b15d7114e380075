"""The bot as its owner runs it, but on a disk at whose n-th operation of one name the process dies.

python -m tests.faults.a_bot_cut_short POINT NTH SIDE, and then as `python -m bot`
"""

import sys

from bot.__main__ import main
from bot.stores import STORES
from bot.stores.tinydb_files import TinyDBStore
from tests.faults.a_life_cut_short import LastDisk

if __name__ == "__main__":
    point, nth, side = sys.argv[1:4]
    STORES["tinydb"] = lambda folder: TinyDBStore(folder, LastDisk(point, int(nth), side))
    main(sys.argv[4:], prog_name="fasttwitch")
