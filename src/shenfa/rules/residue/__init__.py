"""What word processors, conversions and templates leave behind."""
