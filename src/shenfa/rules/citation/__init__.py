"""Citations: whether laws and documents are named as they are called, numbered and in force."""
