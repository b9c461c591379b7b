"""Reading plans: what goes into one, what stands in one, and one officer's way through a day."""
