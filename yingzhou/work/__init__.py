"""③ What is worked on: one room per phrase of the mission, in one order (upper may import lower; siblings may not)."""
