"""What is on record as a question sees it: facts by product and license, the law by day."""
