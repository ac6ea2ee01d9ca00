"""Writes a tiny Whisper model in CTranslate2's format that says a script, whatever it hears.

Its decoder's residual stream holds the token's embedding only, and the projection maps each token of the script to the
next. All of faster-whisper runs for real on it: loading, features, voice activity, beam search, tokens, word times.
"""

import itertools
import json
from pathlib import Path
from typing import Any

import numpy as np
from ctranslate2.specs.whisper_spec import WhisperSpec
from faster_whisper.tokenizer import _LANGUAGE_CODES
from tokenizers import AddedToken, Tokenizer, decoders, models, pre_tokenizers

WIDTH = 32
HEADS = 2
MELS = 80
CONTEXT = 448


def build_tiny_whisper(folder: Path, script: str, language: str = "en") -> Path:
    """A multilingual model in `folder` that hears the words of `script` (each once) in the first two seconds.

    So it does in every window; of any speech it says that it is `language`.
    """
    words = script.split()
    assert len(set(words)) == len(words), "script words must differ"
    tokenizer = _tokenizer(words)
    ids = tokenizer.get_vocab()
    rng = np.random.default_rng(0)
    spec = WhisperSpec(1, HEADS, 1, HEADS)
    _encoder(spec.encoder, rng)
    _decoder(
        spec.decoder, _steps(tokenizer, ids, words, language), tokenizer.get_vocab_size(), ids["<|endoftext|>"], rng
    )
    spec.register_vocabulary([token for token, _ in sorted(ids.items(), key=lambda item: item[1])])
    spec.config.suppress_ids = []
    spec.config.suppress_ids_begin = [ids["<|endoftext|>"]]
    spec.config.lang_ids = [ids[f"<|{code}|>"] for code in _LANGUAGE_CODES]
    spec.config.alignment_heads = [(0, head) for head in range(HEADS)]
    spec.validate()
    spec.optimize(quantization="float16")
    folder.mkdir(parents=True, exist_ok=True)
    spec.save(str(folder))
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    features = {"feature_size": MELS, "sampling_rate": 16000, "hop_length": 160, "chunk_length": 30, "n_fft": 400}
    (folder / "preprocessor_config.json").write_text(json.dumps(features))
    return folder


def _tokenizer(words: list[str]) -> Tokenizer:
    """Byte-level BPE in which each " word" is one token."""
    split = pre_tokenizers.ByteLevel(add_prefix_space=False)
    vocabulary = {letter: index for index, letter in enumerate(sorted(split.alphabet()))}
    merges: list[tuple[str, str]] = []
    for word in words:
        letters = split.pre_tokenize_str(" " + word)[0][0]
        joined = letters[0]
        for letter in letters[1:]:
            if (joined, letter) not in merges:
                merges.append((joined, letter))
            joined += letter
            vocabulary.setdefault(joined, len(vocabulary))
    vocabulary[""] = len(vocabulary)  # by this token CTranslate2 knows a multilingual model
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=merges))
    tokenizer.pre_tokenizer = split
    tokenizer.decoder = decoders.ByteLevel()
    special = ["<|endoftext|>", "<|startoftranscript|>", *(f"<|{code}|>" for code in _LANGUAGE_CODES)]
    special += [
        "<|translate|>",
        "<|transcribe|>",
        "<|startoflm|>",
        "<|startofprev|>",
        "<|nospeech|>",
        "<|notimestamps|>",
    ]
    tokenizer.add_special_tokens([AddedToken(token, special=True, normalized=False) for token in special])
    times = [AddedToken(f"<|{step * 0.02:.2f}|>", special=False, normalized=False) for step in range(1501)]
    tokenizer.add_tokens(times)
    return tokenizer


def _steps(tokenizer: Tokenizer, ids: dict[str, int], words: list[str], language: str) -> dict[int, int]:
    said = [ids["<|0.00|>"], *(tokenizer.encode(" " + word).ids[0] for word in words), ids["<|2.00|>"]]
    following = dict(itertools.pairwise(said))
    following[said[-1]] = ids["<|endoftext|>"]
    following[ids["<|startoftranscript|>"]] = ids[f"<|{language}|>"]
    following[ids["<|notimestamps|>"]] = said[1]
    following[ids["<|transcribe|>"]] = following[ids["<|translate|>"]] = said[0]
    return following


def _norm(layer: Any) -> None:
    layer.gamma, layer.beta = np.ones(WIDTH, np.float32), np.zeros(WIDTH, np.float32)


def _linear(layer: Any, outputs: int, inputs: int, rng: np.random.Generator | None) -> None:
    shape = (outputs, inputs)
    weight = np.zeros(shape) if rng is None else rng.standard_normal(shape) * 0.05
    layer.weight, layer.bias = weight.astype(np.float32), np.zeros(outputs, np.float32)


def _layer(layer: Any, rng: np.random.Generator, *, decoder: bool) -> None:
    out = None if decoder else rng  # zero outputs leave the decoder's residual stream as it is
    _norm(layer.self_attention.layer_norm)
    _linear(layer.self_attention.linear[0], 3 * WIDTH, WIDTH, rng)
    _linear(layer.self_attention.linear[1], WIDTH, WIDTH, out)
    if decoder:
        _norm(layer.attention.layer_norm)
        _linear(layer.attention.linear[0], WIDTH, WIDTH, rng)
        _linear(layer.attention.linear[1], 2 * WIDTH, WIDTH, rng)
        _linear(layer.attention.linear[2], WIDTH, WIDTH, None)
    _norm(layer.ffn.layer_norm)
    _linear(layer.ffn.linear_0, WIDTH, WIDTH, rng)
    _linear(layer.ffn.linear_1, WIDTH, WIDTH, out)


def _encoder(encoder: Any, rng: np.random.Generator) -> None:
    for convolution, inputs in ((encoder.conv1, MELS), (encoder.conv2, WIDTH)):
        convolution.weight = (rng.standard_normal((WIDTH, inputs, 3)) * 0.05).astype(np.float32)
        convolution.bias = np.zeros(WIDTH, np.float32)
    encoder.position_encodings.encodings = (rng.standard_normal((1500, WIDTH)) * 0.05).astype(np.float32)
    _norm(encoder.layer_norm)
    _layer(encoder.layer[0], rng, decoder=False)


def _decoder(decoder: Any, steps: dict[int, int], size: int, end: int, rng: np.random.Generator) -> None:
    assert len(steps) < WIDTH
    embedding, projection = np.zeros((size, WIDTH), np.float32), np.zeros((size, WIDTH), np.float32)
    for axis, (token, following) in enumerate(steps.items()):
        embedding[token, axis], projection[following, axis] = 1.0, 4.0
    embedding[:, -1], projection[end, -1] = 0.05, 0.5  # every other token leads to the end
    decoder.position_encodings.encodings = np.zeros((CONTEXT, WIDTH), np.float32)
    _norm(decoder.layer_norm)
    _layer(decoder.layer[0], rng, decoder=True)
    decoder.embeddings.weight, decoder.projection.weight = embedding, projection
    decoder.projection.bias = np.zeros(size, np.float32)
