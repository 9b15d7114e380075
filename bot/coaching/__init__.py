"""What it means: pure judgement over a diary and a moment."""
