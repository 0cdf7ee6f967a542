"""One small reader per file format, all into one document model."""
