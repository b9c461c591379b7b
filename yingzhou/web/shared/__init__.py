"""What the surfaces share: layout, components, vendored front end.  Knows no room."""
