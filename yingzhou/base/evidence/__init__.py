"""The evidence store: content-addressed files, on disk and fsynced before anyone hears "saved"."""
