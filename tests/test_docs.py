"""The documents keep up: decisions are numbered once and listed, each module of the conversation has its place."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("0*.md"))


def test_decisions_are_numbered_one_by_one_and_listed() -> None:
    assert list(range(1, len(DECISIONS) + 1)) == [int(record.name[:4]) for record in DECISIONS]
    listed = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    for record in DECISIONS:
        number, _, title = record.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ").partition(". ")
        assert int(number) == int(record.name[:4])
        assert f"| [{record.name[:4]}]({record.name}) | {title} |" in listed


def test_every_module_of_the_conversation_has_its_place() -> None:
    text = (ROOT / "docs" / "conversation.md").read_text(encoding="utf-8")
    modules = {path.stem for path in (ROOT / "bot" / "conversation").glob("*.py")} - {"__init__"}
    assert set() == {name for name in modules if f"`{name}`" not in text}
