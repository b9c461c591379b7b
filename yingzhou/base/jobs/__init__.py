"""Background work in PostgreSQL: ids only, idempotent, swept and reconciled."""
