"""The elements of an official document and their order: GB/T 9704-2012."""
