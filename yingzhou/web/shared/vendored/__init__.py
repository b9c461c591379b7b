"""What is not ours: which version, by which licence, built how, and the digests of the files (`SHA256SUMS`)."""
