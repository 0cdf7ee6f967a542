"""Answer text to SSML that Polly reads well in Korean."""
