"""Gap-free, duplicate-free numbers of documents and matters."""
