"""What citizens report as wrong on the public pages (我要纠错), and what became of it."""
