"""Training of Litweave's joint encoder: corpora in, ONNX files with a manifest out."""
