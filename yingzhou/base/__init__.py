"""② What every room stands on: trail, evidence, outbox, jobs, receipts, staging, …  It knows no word of the mission."""
