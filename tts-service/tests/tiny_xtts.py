"""A random XTTS v2 of a few megabytes: goes through the real loading and streaming code; its voice is noise."""

import functools
from pathlib import Path

import torch
from tokenizers import Tokenizer, models, pre_tokenizers

from prism_tts.engines import torchaudio_on_cpu

torchaudio_on_cpu.prepare()
from TTS.tts.configs.xtts_config import XttsConfig  # noqa: E402
from TTS.tts.models import xtts  # noqa: E402

LANGUAGES = ["en", "es", "fr", "de", "it", "pt", "pl", "tr", "ru", "nl", "cs", "ar", "zh-cn", "ja", "hu", "ko", "hi"]
CHANNELS = 64


def shrink_decoder() -> None:
    """Makes the vocoder small: its width is no part of the checkpoint's configuration."""
    if not isinstance(xtts.HifiDecoder, functools.partial):
        xtts.HifiDecoder = functools.partial(xtts.HifiDecoder, upsample_initial_channel_decoder=32)


def write_checkpoint(folder: Path) -> None:
    """Writes `config.json`, `model.pth` and `vocab.json`."""
    torch.manual_seed(0)
    shrink_decoder()
    marks = ["[STOP]", "[UNK]", "[SPACE]", "[START]", *(f"[{language}]" for language in LANGUAGES)]
    letters = list("abcdefghijklmnopqrstuvwxyz'.,!?-")
    vocabulary = {token: number for number, token in enumerate(marks + letters)}
    tokenizer = Tokenizer(models.BPE(vocab=vocabulary, merges=[], unk_token="[UNK]"))
    tokenizer.add_special_tokens(marks)
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    tokenizer.save(str(folder / "vocab.json"))
    arguments = xtts.XttsArgs(
        gpt_layers=2,
        gpt_n_model_channels=CHANNELS,
        gpt_n_heads=2,
        decoder_input_dim=CHANNELS,
        gpt_max_audio_tokens=60,
        gpt_max_text_tokens=120,
        gpt_max_prompt_tokens=70,
        gpt_num_audio_tokens=66,
        gpt_start_audio_token=64,
        gpt_stop_audio_token=65,
        gpt_use_perceiver_resampler=True,
        tokenizer_file=str(folder / "vocab.json"),
    )
    config = XttsConfig(model_args=arguments, audio=xtts.XttsAudioConfig())
    model = xtts.Xtts(config)
    model.tokenizer = xtts.VoiceBpeTokenizer(vocab_file=str(folder / "vocab.json"))
    model.init_models()
    torch.save({"model": model.state_dict(), "config": config.to_dict()}, folder / "model.pth")
    config.save_json(str(folder / "config.json"))
