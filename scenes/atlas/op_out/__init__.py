"""The card of the output matrix: heads mix, and the result joins the stream."""
