"""What other programs read: calendars, and later other feeds.  A secret address opens one thing and no other."""
