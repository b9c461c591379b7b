"""What inspections decides, from plain values."""
