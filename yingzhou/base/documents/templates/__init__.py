"""The bureau's own Word templates: uploaded by one, checked, approved by another, in force from a day."""
