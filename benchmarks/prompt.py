"""How long the prompt lets one wait: from start to the first prompt, and from Enter to the reply, at a real terminal.

.venv/bin/python benchmarks/prompt.py [STARTS] [LINES]
"""

import os
import pty
import select
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ASKS = "\x1b[?2004h"  # the prompt is ready for keys
SAID = ("squat 5x5 {} kg", "ran 5k in 27:30", "why", "does running build legs", "next", "week")


class Prompt:
    """The program at a terminal of its own."""

    def __init__(self, folder: Path) -> None:
        self.screen, inside = pty.openpty()
        here = {"FASTTWITCH_DATA_DIR": str(folder), "TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
        self.program = subprocess.Popen(
            [sys.executable, "-m", "bot"],
            stdin=inside,
            stdout=inside,
            stderr=inside,
            cwd=ROOT,
            env=os.environ | here | {"PYTHONPATH": str(ROOT)},
            start_new_session=True,
        )
        os.close(inside)

    def wait_for_prompt(self) -> None:
        """Until keys are asked for, again."""
        shown = ""
        while ASKS not in shown:
            if select.select([self.screen], [], [], 20)[0]:
                shown += os.read(self.screen, 65_536).decode(errors="replace")

    def types(self, line: str) -> float:
        """Seconds from Enter until the reply stands and the next line may be typed."""
        os.write(self.screen, line.encode())
        time.sleep(0.05)
        started = time.perf_counter()
        os.write(self.screen, b"\r")
        self.wait_for_prompt()
        return time.perf_counter() - started

    def leave(self) -> None:
        os.write(self.screen, b"\x04")
        os.close(self.screen)
        self.program.wait(20)


def main(starts: int, lines: int) -> None:
    waits, replies = [], []
    with tempfile.TemporaryDirectory() as folder:
        for _ in range(starts):
            started = time.perf_counter()
            prompt = Prompt(Path(folder))
            prompt.wait_for_prompt()
            waits.append(time.perf_counter() - started)
            replies += [prompt.types(SAID[n % len(SAID)].format(60 + n)) for n in range(lines)]
            prompt.leave()
    print(f"start to first prompt: median {statistics.median(waits):.2f} s, worst {max(waits):.2f} s of {starts}")
    print(
        f"Enter to reply:        median {1000 * statistics.median(replies):.0f} ms, worst {1000 * max(replies):.0f} ms"
    )


if __name__ == "__main__":
    main(*(int(word) for word in (sys.argv[1:] + ["5", "12"][len(sys.argv) - 1 :])))
