"""Which entry a message replies to."""

from bot.conversation.scene import Scene
from bot.training.diary import Entry


def replied_to(scene: Scene) -> Entry | None:
    """The entry of the message, or of the answer of ours, that this message replies to. A reply to our answer to
    something else (a correction, a question) is about the latest entry."""
    above, notebook = scene.message.reply_to, scene.notebook
    if above is None or (own := scene.diary.entry(above)):
        return own if above else None
    ours = {owed for owed, sent in notebook.sent.items() if above in (sent, f"{scene.message.chat}:{sent}")}
    answered_ids = [message for message, owed in notebook.replies.items() if owed in ours]
    for message in answered_ids:
        if (entry := scene.diary.entry(message)) or any(e.id == message for e in notebook.undone):
            return entry
    return scene.diary.latest if answered_ids else None
