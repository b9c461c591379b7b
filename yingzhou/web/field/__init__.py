"""The liaison on a visit: a phone, often without a signal.  What it keeps it hands over only against a signed receipt."""
