"""The story: straight-line use cases, the only logic that awaits."""
