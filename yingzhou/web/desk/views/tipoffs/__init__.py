"""举报: pages for the department that has a report and for its handler, at a desk."""
