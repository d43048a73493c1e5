"""What an operator does, without UI: plain functions over frozen states."""
