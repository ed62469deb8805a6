"""The stage of the operator table: one layer step by step, and what each step costs."""
