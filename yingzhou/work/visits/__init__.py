"""走访：service visits by a liaison, whom to see and why, and the weekly plan.  A visit is no inspection and never becomes one."""
