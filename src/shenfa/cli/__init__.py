"""The command line. Reads clock, terminal and environment, and hands down what others need."""
