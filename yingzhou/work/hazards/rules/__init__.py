"""What hazards decides, from plain values."""
