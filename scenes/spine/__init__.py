"""The five questions, a folder each: from why output costs more than input to what to run."""
