"""Contact points: the list, one point with its stars, and every step of grading."""
