"""Keeps the token out of every log line. It is part of each URL, and HTTP libraries like to log URLs."""

import logging
import traceback

_NOISY = ("httpx", "httpcore", "telegram")  # they log URLs, and people's words
_MASK = "<token>"


class Redact(logging.Filter):
    """Replaces the token in a record's words, arguments and traceback. A filter for handlers: those of loggers are
    not asked about the records of their children."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._secrets = tuple(secret for secret in (token, token.partition(":")[2]) if secret)

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True: the record stays, the token goes."""
        record.msg, record.args = self._without(record.getMessage()), None
        if record.exc_info and record.exc_info[0]:
            record.exc_text = self._without("".join(traceback.format_exception(*record.exc_info)).rstrip())
        elif record.exc_text:
            record.exc_text = self._without(record.exc_text)
        if record.stack_info:
            record.stack_info = self._without(record.stack_info)
        return True

    def _without(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, _MASK)
        return text


def keep_secret(token: str) -> None:
    """Silence what logs URLs, and redact the token in whatever the handlers of now still get to see."""
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.WARNING)
    for handler in (*logging.getLogger().handlers, logging.lastResort):
        if handler is not None:
            handler.addFilter(Redact(token))
