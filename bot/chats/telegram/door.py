"""Who may use the coach: everybody, whom the owner lists, or who was invited; strangers are told once a day."""

import datetime as dt

from bot.chats.telegram.guests import Guests, Invite, looks_like_invite
from bot.conversation.ports import Clock


class Door:
    """`admits` says who may come in, `welcome` lets in who brings an invite, `word` what to tell who stays outside."""

    def __init__(
        self, clock: Clock, guests: Guests | None = None, allowed: tuple[str, ...] = (), open_to_all: bool = False
    ) -> None:
        self._clock, self._guests, self._allowed, self._open = clock, guests, allowed, open_to_all
        self._told: tuple[dt.date | None, set[str]] = (None, set())

    def admits(self, athlete: str) -> bool:
        """Whether somebody may use the coach."""
        return self._open or athlete in self._allowed or (self._guests is not None and self._guests.admits(athlete))

    @property
    def nobody(self) -> bool:
        """Whether there is nobody yet who may come in."""
        return not self._open and not self._allowed and self._guests is not None and self._guests.nobody

    def welcome(self, payload: str, athlete: str) -> Invite | None:
        """The invite that somebody brings or has just brought. Raises OSError where that cannot be kept."""
        return self._guests.welcome(payload, athlete, self._clock.now()) if payload and self._guests else None

    def word(self, athlete: str, payload: str) -> str:
        """The name of the line for a stranger; empty where they were told today, so that nobody can be made to be
        written to again and again."""
        today = self._clock.now().date()
        if self._told[0] != today:
            self._told = (today, set())
        if athlete in self._told[1]:
            return ""
        self._told[1].add(athlete)
        return "spent" if looks_like_invite(payload) else "stranger"
