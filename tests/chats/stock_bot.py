"""python-telegram-bot as it comes: its own polling, and a handler that writes down what it handled. To be killed:

python -m tests.chats.stock_bot URL FILE SECONDS_A_MESSAGE
"""

import asyncio
import logging
import sys
from pathlib import Path

from telegram import Update
from telegram.ext import Application, ContextTypes, MessageHandler, filters

from tests.chats.bot_api import TOKEN


def main() -> None:
    url, file, seconds = sys.argv[1], Path(sys.argv[2]), float(sys.argv[3])
    logging.basicConfig(level=logging.INFO, stream=sys.stderr)

    def note(update: Update) -> None:
        with file.open("a") as out:
            out.write(f"{update.update_id}\n")

    async def handle(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        await asyncio.sleep(seconds)
        note(update)

    application = Application.builder().token(TOKEN).base_url(f"{url}/bot").build()
    application.add_handler(MessageHandler(filters.ALL, handle))
    application.run_polling(timeout=2, drop_pending_updates=False, close_loop=False)


if __name__ == "__main__":
    main()
