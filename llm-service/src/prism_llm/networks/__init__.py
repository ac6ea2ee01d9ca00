"""Small networks that read a text's word pieces, in numpy, a byte for each weight; feelings and meanings use them."""
