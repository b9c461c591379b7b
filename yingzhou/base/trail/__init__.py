"""The audit trail (留痕): who did what to which thing, and why; append-only, sealed in Merkle batches."""
