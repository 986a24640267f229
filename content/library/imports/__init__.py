"""What an imported row means for an asset: read its values and words, find the asset, plan, write in bulk."""
