"""A fuzz campaign over every reader: mutated files must be read or refused, in bounded time and memory."""
