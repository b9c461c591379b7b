"""What answers the phone."""
