"""What a programme's sound tells, computed as it arrives: spectrum → onsets → tempo → beats → mood."""
