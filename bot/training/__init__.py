"""What happened: plain values of training, without words and without a clock."""
