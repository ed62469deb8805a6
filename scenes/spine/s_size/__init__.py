"""The stage of the second question: why a large model is so much slower than a small one."""
