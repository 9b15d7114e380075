"""Invites work once, for one person, for a while, and survive whatever happens."""

import datetime as dt
from pathlib import Path

import pytest

from bot.chats.telegram.guests import LASTS, Guests, invite_link
from bot.clock import RealClock
from tests.chats.bot_api import BotApi, until
from tests.chats.echo_bot import WatchedStore, running

NOW = dt.datetime(2026, 1, 5, 18, 0, tzinfo=dt.UTC)
ANA, BEN = "7", "8"


def test_an_invite_lets_in_one_person(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    token = guests.invite(NOW, by="Cleo")
    assert not guests.admits(ANA)
    invite = guests.welcome(token, ANA, NOW)
    assert invite is not None
    assert invite.by == "Cleo"
    assert guests.welcome(token, BEN, NOW) is None
    assert (guests.admits(ANA), guests.admits(BEN)) == (True, False)
    again = Guests(tmp_path)
    assert (again.admits(ANA), again.admits(BEN)) == (True, False)
    assert again.welcome(token, ANA, NOW) == invite  # an update that is given again


@pytest.mark.parametrize("token", ["", "no-such-invite", "../guests/7", "x" * 64, "ünicode", "\ud800"])
def test_what_is_no_invite_lets_nobody_in(tmp_path: Path, token: str) -> None:
    guests = Guests(tmp_path)
    guests.invite(NOW)
    assert guests.welcome(token, ANA, NOW) is None
    assert guests.nobody


def test_an_invite_ends(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    token = guests.invite(NOW)
    assert guests.welcome(token, ANA, NOW + LASTS + dt.timedelta(seconds=1)) is None
    assert guests.welcome(token, ANA, NOW + LASTS) is not None


def test_the_token_itself_is_kept_nowhere(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    token = guests.invite(NOW)
    kept = [(path.name, path.read_bytes(), path.stat().st_mode & 0o077) for path in tmp_path.glob("*/*")]
    assert len(kept) == 1
    assert all(token not in name and token.encode() not in content and not mode for name, content, mode in kept)
    assert len(f"?start={token}") < 64


def test_the_link_for_whoever_comes_first_replaces_the_one_before(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    shared, early, late = guests.invite(NOW), guests.invite(NOW, first=True), guests.invite(NOW, first=True)
    assert guests.welcome(early, ANA, NOW) is None
    assert guests.welcome(late, ANA, NOW) is not None
    assert guests.welcome(shared, BEN, NOW) is not None


def test_a_damaged_invite_lets_nobody_in(tmp_path: Path) -> None:
    guests = Guests(tmp_path)
    token = guests.invite(NOW)
    (file,) = (tmp_path / "invites").iterdir()
    file.write_bytes(b"{half")
    assert guests.welcome(token, ANA, NOW) is None


def test_a_link_leads_to_the_bot() -> None:
    assert invite_link("FasttwitchBot", "abc") == "https://t.me/FasttwitchBot?start=abc"


async def test_a_stranger_is_told_once_and_comes_in_with_an_invite(tmp_path: Path) -> None:
    store = WatchedStore()
    token = Guests(tmp_path / "telegram").invite(RealClock().now(), by="Cleo")
    async with BotApi() as api, running(api, tmp_path, store, open_to_all=False, allowed=("1",)):
        api.say("squat 5x5 100", user=7)
        api.say("hello?", user=7)
        api.say(f"/start {'x' * len(token)}", user=8)
        api.say("/start coach", user=9)
        await until(lambda: len(api.sent) == 3 and not api.unconfirmed)
        told = {message.chat: message.text for message in api.sent}
        assert "invite link" in told[7]
        assert "7" in told[7]
        assert "used or is too old" in told[8]
        assert "private" in told[9]
        assert store.commits == 0
        api.say(f"/start {token}", user=7)
        await until(lambda: api.texts(7)[1:] == ["heard: start"])
        api.say("squat 5x5 100", user=7)
        await until(lambda: api.texts(7)[2:] == ["heard: squat 5x5 100"])


async def test_the_first_to_open_the_link_at_the_first_start_comes_in(tmp_path: Path) -> None:
    shown: list[str] = []
    async with BotApi() as api, running(api, tmp_path, WatchedStore(), open_to_all=False, show=shown.append):
        await until(lambda: len(shown) == 1)
        token = shown[0].rpartition("?start=")[2]
        assert "https://t.me/FasttwitchBot?start=" in shown[0]
        api.say(f"/start {token}", user=8)
        await until(lambda: api.texts(8) == ["heard: start"])
    async with BotApi() as api, running(api, tmp_path, WatchedStore(), open_to_all=False, show=shown.append):
        await until(lambda: api.calls["getUpdates"] > 0)
    assert len(shown) == 1


async def test_whoever_takes_the_bot_into_a_group_is_told_how_it_is_spoken_to(tmp_path: Path) -> None:
    async with BotApi() as api, running(api, tmp_path, WatchedStore(), open_to_all=False, allowed=("7",)):
        api.join(7, -5)
        api.join(8, -6)
        await until(lambda: len(api.sent) == 1 and not api.unconfirmed)
        assert api.sent[0].chat == -5
        assert "/log squat 5x5 100kg" in api.sent[0].text
