"""List against register, in bulk: one kernel of pure functions on Arrow batches, and engines that join. No Django."""
