"""④ Who is looking: desk · field · portal · api, the door they come through, and what their pages share."""
