"""Where it is kept. The name is what `store.kind` in the configuration says."""
