"""Whether the disk under a data folder can be trusted, told from the system's own table."""

from pathlib import Path

import pytest

from bot.stores.place import FLEETING, NETWORKED, about, filesystem

MOUNTS = """/dev/sda1 / ext4 rw,relatime 0 0
tmpfs /run tmpfs rw 0 0
nas:/volume1 /home/mara/training\\040data nfs4 rw,soft 0 0
/dev/sdb1 /home/mara/training\\040data/local xfs rw 0 0
sshfs#host: /mnt/far fuse.sshfs rw 0 0
overlay /srv overlay rw 0 0
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/home/mara/.local/share/fasttwitch", "ext4"),
        ("/home/mara/training data/fasttwitch", "nfs4"),
        ("/home/mara/training data/local/x", "xfs"),
        ("/home/mara/training database", "ext4"),
        ("/run/user/1000", "tmpfs"),
        ("/mnt/far", "fuse.sshfs"),
        ("/srv/x", "overlay"),
    ],
)
def test_a_folder_lies_on_the_innermost_mount(folder: str, kind: str) -> None:
    assert filesystem(folder, MOUNTS) == kind


def test_what_cannot_be_believed_is_named() -> None:
    assert "nfs4".startswith(NETWORKED)
    assert "fuse.sshfs".startswith(NETWORKED)
    assert not "ext4".startswith(NETWORKED)
    assert "tmpfs" in FLEETING
    assert filesystem("/anywhere", "") == filesystem("/anywhere", "odd") == ""


def test_a_place_that_is_not_there_has_nothing_said_about_it(tmp_path: Path) -> None:
    assert about(tmp_path / "nowhere") == ()


@pytest.mark.skipif(not Path("/dev/shm").exists(), reason="no memory disk here")
def test_a_memory_disk_is_not_a_place_to_keep_in() -> None:
    assert "store.fleeting" in [finding.key for finding in about(Path("/dev/shm"))]
