extension FuzzTarget {
  /// Every target, one per file of `Targets`.
  package static let all: [FuzzTarget] = [
    .safetensors, .index, .config, .sentencepiece, .json, .csv, .gzip, .yaml, .rows, .store, .forms,
  ]
}
