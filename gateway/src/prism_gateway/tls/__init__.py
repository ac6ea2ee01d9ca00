"""HTTPS: a certificate of Prism's own or the operator's, on the port that answers plain HTTP with the way there."""
