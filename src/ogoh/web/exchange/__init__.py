"""What this installation sends others and takes from them: peers, releases, receipts, all of it in parcels."""
