"""行政检查：approved, announced, by certified officers, with the city's own code, and drawn by lot where the law wants it.  No visit can become one, and nobody is measured by their number."""
